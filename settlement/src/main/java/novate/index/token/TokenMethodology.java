package novate.index.token;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import novate.market.Hashing;
import novate.market.IndexId;

/**
 * How a token index is made, as data.
 *
 * @param id names the methodology and its version, for example {@code compute-token/1}
 * @param index whose fixings it makes
 * @param baseValue level on the base date, which is the first day of the first period; above zero
 * @param decimals digits after the point of everything published, 0 to 18, HALF_EVEN; the chain is
 *     carried unrounded
 * @param providers whose models may enter
 * @param providerCap largest share of the basket's value that one provider may have at a link;
 *     below 1/2
 * @param modelsMin a link with fewer models is refused
 * @param providersMin a link with fewer providers is refused; {@code providersMin * providerCap}
 *     must reach 1, or the cap could not be kept
 * @param lowConfidenceShare a fixing is of low confidence when models that are not priced by their
 *     list of the day hold more of the value than this; 0 to 1
 * @param periods in the order of their dates
 */
public record TokenMethodology(
    String id,
    IndexId index,
    BigDecimal baseValue,
    int decimals,
    SortedSet<String> providers,
    BigDecimal providerCap,
    int modelsMin,
    int providersMin,
    MoveBounds moves,
    BigDecimal lowConfidenceShare,
    List<TokenPeriod> periods) {
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,64}");
  private static final BigDecimal HALF = new BigDecimal("0.5");

  /** Keeps its own copies; refuses rules that contradict each other. */
  public TokenMethodology {
    providers = Collections.unmodifiableSortedSet(new TreeSet<>(providers));
    periods = List.copyOf(periods);
    require(
        ID.matcher(id).matches(),
        "methodology id must be 1 to 64 visible ASCII characters, got '%s'",
        id);
    require(baseValue.signum() > 0, "base_value must be above zero, got %s", baseValue);
    require(decimals >= 0 && decimals <= 18, "decimals must be 0 to 18, got %d", decimals);
    require(!providers.isEmpty(), "providers must name at least one");
    providers.forEach(p -> require(TokenModel.isName(p), "'%s' cannot name a provider", p));
    require(
        providerCap.signum() > 0 && providerCap.compareTo(HALF) < 0,
        "provider_cap must be above 0 and below 1/2, got %s: one provider could decide",
        providerCap);
    require(
        providerCap.multiply(BigDecimal.valueOf(providersMin)).compareTo(BigDecimal.ONE) >= 0,
        "%d providers capped at %s cannot fill a basket: raise providers_min or provider_cap",
        providersMin,
        providerCap);
    require(
        modelsMin >= providersMin,
        "models_min %d must not be below providers_min %d",
        modelsMin,
        providersMin);
    require(
        lowConfidenceShare.signum() >= 0 && lowConfidenceShare.compareTo(BigDecimal.ONE) <= 0,
        "low_confidence_share must be 0 to 1, got %s",
        lowConfidenceShare);
    checkPeriods(periods);
  }

  private static void checkPeriods(List<TokenPeriod> periods) {
    require(!periods.isEmpty(), "a token index needs at least one period");
    for (int p = 1; p < periods.size(); p++) {
      LocalDate before = periods.get(p - 1).from();
      LocalDate from = periods.get(p).from();
      require(before.isBefore(from), "period from %s must be after the one from %s", from, before);
    }
  }

  /** The day of the base value. */
  public LocalDate baseDate() {
    return periods.getFirst().from();
  }

  /**
   * The canonical text. Equal methodologies have equal texts, however their files spell them: named
   * bundles and baskets are resolved, numbers have no trailing zeros, sets are in order.
   */
  public String text() {
    return """
    token-methodology %s
    index %s
    base_value=%s decimals=%d
    providers %s
    provider_cap=%s models_min=%d providers_min=%d
    moves flag=%s hold=%s low_confidence_share=%s
    """
            .formatted(
                id,
                index,
                Plain.text(baseValue),
                decimals,
                String.join(",", providers),
                Plain.text(providerCap),
                modelsMin,
                providersMin,
                Plain.text(moves.flag()),
                Plain.text(moves.hold()),
                Plain.text(lowConfidenceShare))
        + periods.stream().map(p -> p.text() + "\n").collect(Collectors.joining());
  }

  /** SHA-256 of the canonical text in UTF-8, 64 lower-case hexadecimal digits. */
  public String hash() {
    return Hashing.sha256(text());
  }
}
