package novate.margin.addon;

import java.util.ArrayList;
import java.util.List;
import novate.market.Money;

/** Collects what an add-on was computed from, in order. */
final class Inputs {
  private final List<AddOn.Input> list = new ArrayList<>();

  Inputs of(String name, Object value) {
    return of(name, value, "");
  }

  Inputs of(String name, Object value, String unit) {
    list.add(new AddOn.Input(name, value.toString(), unit));
    return this;
  }

  Inputs of(String name, Money amount) {
    return of(name, amount.decimal(), amount.currency().code());
  }

  List<AddOn.Input> list() {
    return list;
  }
}
