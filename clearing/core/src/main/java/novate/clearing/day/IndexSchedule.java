package novate.clearing.day;

import static novate.market.Checks.found;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.clearing.registry.Registry;
import novate.market.BusinessCalendar;
import novate.market.Contract;
import novate.market.Future;
import novate.market.IndexId;
import novate.market.Product;
import novate.settlement.ScheduledFixings;

/**
 * Which indices the house settles on, by whose calendar, and on which dates a contract needs a
 * value. Where products of one index have several calendars, the product that is first by id
 * decides.
 */
final class IndexSchedule {
  private final SortedMap<IndexId, BusinessCalendar> calendars;
  private final SortedSet<FixingKey> scheduled;

  private IndexSchedule(
      SortedMap<IndexId, BusinessCalendar> calendars, SortedSet<FixingKey> scheduled) {
    this.calendars = calendars;
    this.scheduled = scheduled;
  }

  /** The schedule of all products and active futures of a registry. */
  static IndexSchedule of(Registry registry) {
    SortedMap<IndexId, BusinessCalendar> calendars = new TreeMap<>();
    for (Product product : new TreeMap<>(registry.products()).values()) {
      calendars.putIfAbsent(product.index(), registry.calendar(product.calendar()));
    }
    SortedSet<FixingKey> scheduled = new TreeSet<>();
    for (Contract contract : registry.catalogue().contracts()) {
      if (contract instanceof Future future && future.isActive()) {
        dates(registry, future)
            .forEach(date -> scheduled.add(new FixingKey(future.product().index(), date)));
      }
    }
    return new IndexSchedule(calendars, scheduled);
  }

  /** The dates whose fixings a future settles on. */
  static List<LocalDate> dates(Registry registry, Future future) {
    BusinessCalendar calendar = registry.calendar(future.product().calendar());
    return ScheduledFixings.of(future, calendar, List.of()).scheduled();
  }

  /** Every index of the house, in order. */
  SortedSet<IndexId> indices() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(calendars.keySet()));
  }

  /** The calendar of an index; throws when no product settles on it. */
  BusinessCalendar calendar(IndexId index) {
    return found(calendars.get(index), "no product of the house settles on index %s", index);
  }

  /** True when a contract settles on the value of that date. */
  boolean isScheduled(FixingKey key) {
    return scheduled.contains(key);
  }

  /** Business days of the months of two dates and between, up to the later one. */
  List<LocalDate> candidates(IndexId index, LocalDate from, LocalDate upTo) {
    BusinessCalendar calendar = calendar(index);
    List<LocalDate> days = new ArrayList<>();
    for (LocalDate day = calendar.next(from.withDayOfMonth(1).minusDays(1));
        !day.isAfter(upTo);
        day = calendar.next(day)) {
      days.add(day);
    }
    return days;
  }

  /** The calendar of an index, if a product settles on it. */
  Optional<BusinessCalendar> findCalendar(IndexId index) {
    return Optional.ofNullable(calendars.get(index));
  }
}
