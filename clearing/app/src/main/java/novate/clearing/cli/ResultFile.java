package novate.clearing.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import novate.clearing.cli.MarginAnswer.Margin;
import novate.market.AccountClass;
import novate.market.InputError;
import novate.market.InvalidInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A margin result as a flat list of named values, so that two of them can be laid side by side:
 * {@code accounts[M01-H].currencies[USD].initial_margin.amount}.
 *
 * <p>Refused as damaged: what is no single JSON object, what has a name twice, what lacks a field
 * that every result has. The paths of the input files do not count, only their content.
 */
final class ResultFile {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final String CLASS = "default_account_class";

  /** What every result has at its top. */
  private static final List<String> FIELDS =
      List.of(
          "business_date",
          "price_set_id",
          "as_of",
          "parameter_set",
          "scenario_set",
          "engine_version",
          CLASS,
          "inputs",
          "accounts");

  private static final List<String> LISTS = List.of("inputs", "accounts");

  /** By what the items of a list are told apart, in the order of looking. */
  private static final List<List<String>> KEYS =
      List.of(
          List.of("role"),
          List.of("account"),
          List.of("initial_margin", "currency"),
          List.of("commodity"));

  private static final String ABSENT = "(nothing)";

  /** One value that is not the same; a side that has none says so. */
  record Difference(String what, String result, String recomputed) {}

  private final Map<String, String> values = new LinkedHashMap<>();
  private final Set<String> items = new HashSet<>();

  private ResultFile(JsonNode root) {
    flatten("", root);
  }

  /** A result that was just computed. */
  static ResultFile of(Margin margin) {
    return new ResultFile(MAPPER.readTree(Json.text(margin)));
  }

  /**
   * A result that was written earlier.
   *
   * @throws InvalidInputException when it is damaged
   */
  static ResultFile read(Path file) {
    JsonNode root;
    try {
      root = MAPPER.readTree(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException(e);
    } catch (IOException e) {
      throw damaged(file, "cannot be read: " + e.getMessage());
    } catch (JacksonException e) {
      throw damaged(file, "is no JSON: " + e.getOriginalMessage());
    }
    for (String field : FIELDS) {
      if (!root.has(field)) {
        throw damaged(file, "is no result of 'novate margin compute -o json': no " + field);
      }
    }
    for (String list : LISTS) {
      if (!root.path(list).isArray()) {
        throw damaged(file, list + " is no list: " + root.path(list));
      }
    }
    String accountClass = root.path(CLASS).asString("");
    if (Arrays.stream(AccountClass.values()).noneMatch(c -> c.name().equals(accountClass))) {
      throw damaged(file, CLASS + " is no account class: '" + accountClass + "'");
    }
    return new ResultFile(root);
  }

  private static InvalidInputException damaged(Path file, String why) {
    return new InvalidInputException(List.of(new InputError(file.toString(), 1, "", "", why)));
  }

  private void flatten(String name, JsonNode node) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field -> {
                if (!name.startsWith("inputs[") || !field.getKey().equals("file")) {
                  flatten(
                      name.isEmpty() ? field.getKey() : name + "." + field.getKey(),
                      field.getValue());
                }
              });
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(unused(name, key(node.get(i), i + 1)), node.get(i));
      }
    } else {
      values.put(name, node.isString() ? node.asString() : node.toString());
    }
  }

  private static String key(JsonNode item, int number) {
    for (List<String> path : KEYS) {
      JsonNode key = item;
      for (String field : path) {
        key = key.path(field);
      }
      if (key.isString()) {
        return key.asString();
      }
    }
    return String.valueOf(number);
  }

  /** An item that stands twice must not hide behind the first. */
  private String unused(String list, String key) {
    String name = "%s[%s]".formatted(list, key);
    int number = 1;
    while (!items.add(name)) {
      number++;
      name = "%s[%s#%d]".formatted(list, key, number);
    }
    return name;
  }

  /** Of the accounts that the market does not name. */
  AccountClass defaultAccountClass() {
    return AccountClass.valueOf(values.getOrDefault(CLASS, ""));
  }

  /** Values that stand in either. */
  int compared(ResultFile recomputed) {
    return names(recomputed).size();
  }

  private Set<String> names(ResultFile recomputed) {
    Set<String> names = new LinkedHashSet<>(recomputed.values.keySet());
    names.addAll(values.keySet());
    return names;
  }

  /** Every value that is not the same, in the order of the recomputed result. */
  List<Difference> differences(ResultFile recomputed) {
    Set<String> names = names(recomputed);
    List<Difference> differences = new ArrayList<>();
    for (String name : names) {
      String here = values.getOrDefault(name, ABSENT);
      String there = recomputed.values.getOrDefault(name, ABSENT);
      if (!here.equals(there)) {
        differences.add(new Difference(name, here, there));
      }
    }
    return differences;
  }
}
