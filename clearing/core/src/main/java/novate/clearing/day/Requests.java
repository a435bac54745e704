package novate.clearing.day;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import novate.wire.event.CorrectionKind;
import novate.wire.event.RequestAnswered;
import novate.wire.event.SettlementCorrected;
import org.apache.avro.specific.SpecificRecord;

/**
 * The fold of what people asked of fixings and settlement prices: which requests have no answer
 * yet, which wait for a second person, which two have agreed on, and the corrections made of them.
 * A part of the control topic; the same record again has no effect.
 */
public final class Requests {
  /** Two different people have asked for the same. */
  record Agreed(Request request, List<String> approvers, String reason) {}

  private final Map<String, Request> unanswered = new LinkedHashMap<>();
  private final Map<String, RequestAnswered> answers = new HashMap<>();
  private final Map<String, Request> waitingBySubject = new HashMap<>();
  private final Map<String, Agreed> agreedBySubject = new LinkedHashMap<>();
  private final Set<String> correctedIds = new HashSet<>();
  private final List<SettlementCorrected> corrections = new ArrayList<>();

  /** Takes in one record of the control topic; a kind that does not matter here is passed over. */
  void apply(SpecificRecord event) {
    switch (event) {
      case RequestAnswered answer -> answered(answer);
      case SettlementCorrected corrected -> {
        if (correctedIds.add(corrected.getCorrectionId())) {
          corrections.add(corrected);
        }
      }
      default ->
          Request.of(event)
              .filter(request -> !answers.containsKey(request.id()))
              .ifPresent(request -> unanswered.putIfAbsent(request.id(), request));
    }
  }

  private void answered(RequestAnswered answer) {
    Request request = unanswered.remove(answer.getRequestId());
    if (request == null) {
      return;
    }
    answers.put(answer.getRequestId(), answer);
    if (!answer.getIsAccepted()) {
      return;
    }
    Optional<Agreed> agreed = agreement(request);
    if (agreed.isPresent()) {
      agreedBySubject.put(request.subject(), agreed.get());
      waitingBySubject.remove(request.subject());
    } else {
      waitingBySubject.put(request.subject(), request);
    }
  }

  /** The first request without an answer. */
  public Optional<Request> next() {
    return unanswered.values().stream().findFirst();
  }

  /** What became of a request, by its id; empty while the conductor has not answered. */
  public Optional<RequestAnswered> answer(String requestId) {
    return Optional.ofNullable(answers.get(requestId));
  }

  /** What another one has asked for about a subject, while it waits for a second person. */
  Optional<Request> waiting(String subject) {
    return Optional.ofNullable(waitingBySubject.get(subject));
  }

  /** True when two people have agreed about a subject: it is not decided again. */
  boolean isAgreed(String subject) {
    return agreedBySubject.containsKey(subject);
  }

  /** What a request becomes when another person has asked for the same before. */
  Optional<Agreed> agreement(Request second) {
    return waiting(second.subject())
        .filter(first -> !first.by().equals(second.by()))
        .filter(first -> first.content().equals(second.content()))
        .map(
            first ->
                new Agreed(
                    second,
                    List.of(first.by(), second.by()),
                    "%s: %s; %s: %s"
                        .formatted(first.by(), first.reason(), second.by(), second.reason())));
  }

  /** What two people have agreed on and no correction was made of yet, in order. */
  List<Agreed> agreed() {
    return agreedBySubject.values().stream()
        .filter(agreed -> !correctedIds.contains(agreed.request().subject()))
        .toList();
  }

  /** All corrections so far, in order. */
  public List<SettlementCorrected> corrections() {
    return List.copyOf(corrections);
  }

  /** How often the settlement price of a contract on a date was restated. */
  public int priceRevision(String contractId, LocalDate date) {
    return (int)
        corrections.stream()
            .filter(each -> each.getKind() == CorrectionKind.RESTATED_PRICE)
            .filter(each -> each.getContractId().equals(contractId))
            .filter(each -> each.getSettledOn().equals(date))
            .count();
  }
}
