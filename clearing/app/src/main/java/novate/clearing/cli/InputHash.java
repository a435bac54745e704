package novate.clearing.cli;

import java.util.List;
import java.util.SortedMap;

/** A file that an answer rests on, and the SHA-256 of its bytes in lower-case hex. */
record InputHash(String file, String sha256) {
  static List<InputHash> of(SortedMap<String, String> hashByFile) {
    return hashByFile.entrySet().stream()
        .map(entry -> new InputHash(entry.getKey(), entry.getValue()))
        .toList();
  }
}
