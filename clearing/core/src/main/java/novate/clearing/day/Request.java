package novate.clearing.day;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import novate.clearing.cycle.ContentHash;
import novate.wire.event.CashAdjusted;
import novate.wire.event.FixingDecided;
import novate.wire.event.FixingRestatementRequested;
import novate.wire.event.SettlementPriceRestated;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a person asked for, seen by all kinds alike.
 *
 * @param id hash of the whole record: the same record again is the same request
 * @param subject what it is about; one subject is decided once
 * @param content what is to become of it: two people must say the same
 * @param by who asks
 */
public record Request(
    String id, String subject, String content, String by, String reason, SpecificRecord event) {

  /** The request that a record of control makes; empty for every other kind. */
  public static Optional<Request> of(SpecificRecord event) {
    return switch (event) {
      case FixingDecided decided ->
          Optional.of(
              request(
                  "fixing/%s/%s/%d"
                      .formatted(
                          decided.getIndexId(), decided.getFixingDate(), decided.getFromRevision()),
                  decided.getKind() + " " + decimal(decided.getValue()),
                  decided.getApprover(),
                  decided.getReason(),
                  event));
      case FixingRestatementRequested restatement ->
          Optional.of(
              request(
                  "restatement/%s/%s/%d"
                      .formatted(
                          restatement.getIndexId(),
                          restatement.getFixingDate(),
                          restatement.getFromRevision()),
                  "all quotes",
                  restatement.getRequestedBy(),
                  restatement.getReason(),
                  event));
      case SettlementPriceRestated restated ->
          Optional.of(
              request(
                  "price/%s/%s/%d"
                      .formatted(
                          restated.getContractId(),
                          restated.getBusinessDate(),
                          restated.getFromRevision()),
                  decimal(restated.getPrice()),
                  restated.getApprover(),
                  restated.getReason(),
                  event));
      case CashAdjusted adjusted ->
          Optional.of(
              request(
                  "adjustment/" + adjusted.getAdjustmentId(),
                  "%s %s %s"
                      .formatted(
                          adjusted.getContractId(),
                          decimal(adjusted.getPrice()),
                          adjusted.getLines()),
                  adjusted.getApprover(),
                  adjusted.getReason(),
                  event));
      default -> Optional.empty();
    };
  }

  private static Request request(
      String subject, String content, String by, String reason, SpecificRecord event) {
    return new Request(ContentHash.of(List.of(event)), subject, content, by, reason, event);
  }

  /** 4.10 and 4.1 are the same content; what is no number is compared as it stands. */
  private static String decimal(@Nullable String text) {
    if (text == null || !text.matches("-?[0-9]{1,18}(\\.[0-9]{1,30})?")) {
      return String.valueOf(text);
    }
    return new BigDecimal(text).stripTrailingZeros().toPlainString();
  }
}
