package novate.index;

import static novate.market.Checks.require;

import java.util.Map;

/** What is done when a day has no value, in the order in which a methodology lists it. */
public sealed interface Fallback {
  /** The key in a methodology file. */
  String name();

  /** The fields as a methodology file has them. */
  Map<String, Object> fields();

  /**
   * The print is waited for.
   *
   * @param businessDays how many; at least 1
   */
  record DelayedPrint(int businessDays) implements Fallback {
    /** Refuses a wait of nothing. */
    public DelayedPrint {
      require(businessDays >= 1, "business_days must be 1 or more, got %d", businessDays);
    }

    @Override
    public String name() {
      return "delayed_print";
    }

    @Override
    public Map<String, Object> fields() {
      return CanonicalYaml.fields("business_days", businessDays);
    }
  }

  /**
   * The previous value stands, flagged low-confidence.
   *
   * @param daysMax business days in a row that it may stand for; at least 1
   */
  record PreviousValue(int daysMax) implements Fallback {
    /** Refuses an age of nothing. */
    public PreviousValue {
      require(daysMax >= 1, "days_max must be 1 or more, got %d", daysMax);
    }

    @Override
    public String name() {
      return "previous_value";
    }

    @Override
    public Map<String, Object> fields() {
      return CanonicalYaml.fields("days_max", daysMax);
    }
  }

  /**
   * A committee names a value.
   *
   * @param approvers people who must agree; at least 2
   */
  record CommitteeValue(int approvers) implements Fallback {
    /** Refuses a committee of one. */
    public CommitteeValue {
      require(approvers >= 2, "approvers must be 2 or more, got %d", approvers);
    }

    @Override
    public String name() {
      return "committee_value";
    }

    @Override
    public Map<String, Object> fields() {
      return CanonicalYaml.fields("approvers", approvers);
    }
  }
}
