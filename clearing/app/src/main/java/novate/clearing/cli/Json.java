package novate.clearing.cli;

import novate.market.CurrencyCode;
import novate.market.Money;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Records as JSON: snake_case names in the order of the components, dates and instants in ISO form,
 * money as {@code {"amount": "12.30", "currency": "USD"}}, an absent value as null. Numbers that
 * must stay exact are strings already when they get here.
 */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .addModule(new SimpleModule().addSerializer(Money.class, new MoneySerializer()))
          .build();

  private Json() {}

  /** The text of one value, over several lines, without an end of line. */
  static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  private static final class MoneySerializer extends StdSerializer<Money> {
    MoneySerializer() {
      super(Money.class);
    }

    @Override
    public void serialize(Money money, JsonGenerator json, SerializationContext context) {
      CurrencyCode currency = money.currency();
      json.writeStartObject();
      json.writeStringProperty("amount", money.decimal());
      json.writeStringProperty("currency", currency.code());
      json.writeEndObject();
    }
  }
}
