package novate.margin.simulation;

import static novate.market.Checks.require;

import java.util.Comparator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;

/** A symmetric matrix taken apart into its eigenvalues and vectors, largest first. */
final class SymmetricMatrix {
  /** An eigenvalue of a matrix of rank below its size comes out this far from zero, relatively. */
  private static final double ROUNDING = 1e-12;

  private final double[] values;
  private final double[][] vectors;

  private SymmetricMatrix(double[] values, double[][] vectors) {
    this.values = values;
    this.vectors = vectors;
  }

  /** Takes a matrix apart; throws {@link IllegalArgumentException} when it is not symmetric. */
  static SymmetricMatrix of(double[][] rows) {
    R064Store matrix = R064Store.FACTORY.make(rows.length, rows.length);
    for (int i = 0; i < rows.length; i++) {
      require(rows[i].length == rows.length, "row %d of %d has %d", i, rows.length, rows[i].length);
      for (int j = 0; j < rows.length; j++) {
        require(
            Double.isFinite(rows[i][j])
                && Math.abs(rows[i][j] - rows[j][i]) <= ROUNDING * scale(rows),
            "matrix must be finite and symmetric: [%d][%d] is %s, its mirror %s",
            i,
            j,
            rows[i][j],
            rows[j][i]);
        matrix.set(i, j, rows[i][j]);
      }
    }
    Eigenvalue<Double> eigen = Eigenvalue.R064.make(matrix, true);
    require(eigen.decompose(matrix), "matrix of %d factors cannot be decomposed", rows.length);
    return sorted(eigen.getD(), eigen.getV(), rows.length);
  }

  private static double scale(double[][] rows) {
    double scale = 0;
    for (double[] row : rows) {
      for (double value : row) {
        scale = Math.max(scale, Math.abs(value));
      }
    }
    return scale;
  }

  private static SymmetricMatrix sorted(
      MatrixStore<Double> diagonal, MatrixStore<Double> columns, int size) {
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer k) -> -diagonal.doubleValue(k, k)))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] values = new double[size];
    double[][] vectors = new double[size][size];
    for (int k = 0; k < size; k++) {
      values[k] = diagonal.doubleValue(order[k], order[k]);
      for (int i = 0; i < size; i++) {
        vectors[k][i] = columns.doubleValue(i, order[k]);
      }
      pointUp(vectors[k]);
    }
    return new SymmetricMatrix(values, vectors);
  }

  /** Either sign is an eigenvector; the one whose largest entry is positive is taken. */
  private static void pointUp(double[] vector) {
    int largest = 0;
    for (int i = 1; i < vector.length; i++) {
      if (Math.abs(vector[i]) > Math.abs(vector[largest]) + ROUNDING) {
        largest = i;
      }
    }
    if (vector[largest] < 0) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] = -vector[i];
      }
    }
  }

  int size() {
    return values.length;
  }

  /** Descending. */
  double value(int k) {
    return values[k];
  }

  /** Of length one, its largest entry positive; shared, callers must not write. */
  double[] vector(int k) {
    return vectors[k];
  }

  /** True for an eigenvalue that is zero but for rounding. */
  boolean isZero(int k) {
    return Math.abs(values[k]) <= ROUNDING * Math.max(Math.abs(values[0]), 1e-300) * values.length;
  }

  /** {@code sum over k of f(value_k) * v_k v_k'}, with f(0) taken as 0. */
  double[][] mapped(DoubleUnaryOperator function) {
    double[][] rows = new double[size()][size()];
    for (int k = 0; k < size(); k++) {
      double value = isZero(k) ? 0 : function.applyAsDouble(values[k]);
      for (int i = 0; i < size(); i++) {
        for (int j = 0; j < size(); j++) {
          rows[i][j] += value * vectors[k][i] * vectors[k][j];
        }
      }
    }
    return rows;
  }
}
