// The hot jobs of the margin engine in C, with the same layout and the same arithmetic, on vectors of 64 bytes.
// What the Java kernels are measured against; nothing of the house uses it. All arrays start at a multiple of 64 bytes.
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 16, TILE = 16 };

typedef double doubles __attribute__((vector_size(64)));
typedef int32_t ints __attribute__((vector_size(32)));

static inline doubles losses(const int32_t *cents, int64_t place) {
  return __builtin_convertvector(*(const ints *)(cents + place), doubles);
}

// Sums the losses of a run of positions in one block of 16 scenarios.
static inline void sum(const int32_t *contract_index, const int64_t *lots, int32_t from, int32_t to, const int32_t *cents, int64_t first,
                       doubles *low, doubles *high) {
  doubles even_low = {0}, even_high = {0}, odd_low = {0}, odd_high = {0};
  int32_t p = from;
  for (; p < to - 1; p += 2) {
    int64_t even = first + (int64_t)contract_index[p] * BLOCK;
    int64_t odd = first + (int64_t)contract_index[p + 1] * BLOCK;
    double even_lots = (double)lots[p];
    double odd_lots = (double)lots[p + 1];
    even_low += losses(cents, even) * even_lots;
    even_high += losses(cents, even + 8) * even_lots;
    odd_low += losses(cents, odd) * odd_lots;
    odd_high += losses(cents, odd + 8) * odd_lots;
  }
  if (p < to) {
    int64_t last = first + (int64_t)contract_index[p] * BLOCK;
    double last_lots = (double)lots[p];
    even_low += losses(cents, last) * last_lots;
    even_high += losses(cents, last + 8) * last_lots;
  }
  *low = even_low + odd_low;
  *high = even_high + odd_high;
}

// Positions of account a: [first[a], first[a + 1]). Returns the sum of all accounts' largest losses in 16 scenarios, none below zero.
int64_t house_scan(int32_t accounts, const int32_t *first, const int32_t *contract_index, const int64_t *lots, const int32_t *cents) {
  int64_t total = 0;
  for (int32_t a = 0; a < accounts; a++) {
    doubles low, high;
    sum(contract_index, lots, first[a], first[a + 1], cents, 0, &low, &high);
    double largest = 0;
    for (int s = 0; s < 8; s++) {
      largest = fmax(largest, fmax(low[s], high[s]));
    }
    total += (int64_t)largest;
  }
  return total;
}

static inline double median(double a, double b, double c) { return fmax(fmin(a, b), fmin(fmax(a, b), c)); }

// Moves the largest to the front, in any order, and returns the smallest of them.
static double thin_out(double *kept, int size, int count) {
  int target = count - 1, low = 0, high = size - 1;
  while (low < high) {
    double pivot = median(kept[low], kept[(low + high) >> 1], kept[high]);
    int i = low, j = high;
    while (i <= j) {
      while (kept[i] > pivot) i++;
      while (kept[j] < pivot) j--;
      if (i <= j) {
        double moved = kept[i];
        kept[i++] = kept[j];
        kept[j--] = moved;
      }
    }
    if (target <= j) high = j;
    else if (target >= i) low = i;
    else break;
  }
  return kept[target];
}

static int descending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x < y) - (x > y);
}

static void pick(const double *values, int size, int count, double *kept, int room, int64_t *worst) {
  double at_least = -INFINITY;
  int n = 0;
  for (int s = 0; s < size; s++) {
    if (values[s] > at_least) {
      kept[n++] = values[s];
      if (n == room) {
        at_least = thin_out(kept, n, count);
        n = count;
      }
    }
  }
  thin_out(kept, n, count);
  qsort(kept, count, sizeof *kept, descending);
  for (int j = 0; j < count; j++) worst[j] = (int64_t)kept[j];
}

// The largest losses of every account over many scenarios, in descending order; cents in blocks of 16 scenarios. Returns 0, or 1 without memory.
int32_t house_worst(int32_t accounts, const int32_t *first, const int32_t *contract_index, const int64_t *lots, const int32_t *cents,
                    int32_t contracts, int32_t scenarios, int32_t count, int64_t *worst) {
  int32_t stride = (scenarios + BLOCK - 1) / BLOCK * BLOCK;
  int room = 4 * (count > 16 ? count : 16);
  double *sums = aligned_alloc(64, (size_t)TILE * stride * sizeof *sums);
  double *kept = malloc(room * sizeof *kept);
  if (!sums || !kept) {
    free(sums);
    free(kept);
    return 1;
  }
  for (int32_t from = 0; from < accounts; from += TILE) {
    int32_t to = from + TILE < accounts ? from + TILE : accounts;
    for (int32_t s = 0; s < stride; s += BLOCK) {
      for (int32_t a = from; a < to; a++) {
        doubles *place = (doubles *)(sums + (size_t)(a - from) * stride + s);
        sum(contract_index, lots, first[a], first[a + 1], cents, (int64_t)s * contracts, place, place + 1);
      }
    }
    for (int32_t a = from; a < to; a++) {
      pick(sums + (size_t)(a - from) * stride, scenarios, count, kept, room, worst + (size_t)a * count);
    }
  }
  free(sums);
  free(kept);
  return 0;
}

// Black-76 as the Java kernel computes it: the same polynomials, one exp for both cdfs, the side out of the money plus the intrinsic.
typedef int64_t longs __attribute__((vector_size(64)));

static const double LOG2_E = 1.4426950408889634, LN2_HIGH = 6.93147180369123816490e-01, LN2_LOW = 1.90821492927058770002e-10;
static const double ROUND = 0x1.8p52, DEVIATION_MIN = 1e-17, EXP_MIN = -708.0;

static inline doubles all(double value) { return value - (doubles){0}; }
static inline doubles pick_lanes(longs mask, doubles yes, doubles no) { return (doubles)((mask & (longs)yes) | (~mask & (longs)no)); }
static inline doubles at_least(double least, doubles x) { return pick_lanes(x < least, all(least), x); }
static inline doubles size_of(doubles x) { return (doubles)((longs)x & INT64_MAX); }

static inline doubles with_sign(doubles sign, doubles size) { return (doubles)((longs)size | ((longs)sign & INT64_MIN)); }

static inline doubles exp_of(doubles y) {
  doubles shifted = y * LOG2_E + ROUND;
  doubles powers = shifted - ROUND;
  doubles r = powers * -LN2_LOW + (powers * -LN2_HIGH + y);
  doubles sum = r * 2.5095589467479502e-08 + 2.7613852100963253e-07;
  sum = sum * r + 2.755728000429909e-06;
  sum = sum * r + 2.480153630713628e-05;
  sum = sum * r + 1.9841269854370018e-04;
  sum = sum * r + 1.3888888905922382e-03;
  sum = sum * r + 8.333333333332152e-03;
  sum = sum * r + 4.166666666665131e-02;
  sum = sum * r + 1.0 / 6.0;
  sum = sum * r + 0.5;
  sum = sum * r + 1.0;
  sum = sum * r + 1.0;
  return (doubles)((longs)sum + ((longs)shifted << 52));
}

static inline doubles log_of(doubles u) {
  longs bits = (longs)u;
  longs power_bits = (bits - 0x3FE6A09E00000000) >> 52;
  doubles f = (doubles)(bits - (power_bits << 52)) - 1.0;
  doubles powers = (doubles)(power_bits + 0x4338000000000000) - ROUND;
  doubles s = f / (f + 2.0);
  doubles z = s * s;
  doubles sum = z * 1.479819860511658591e-01 + 1.531383769920937332e-01;
  sum = sum * z + 1.818357216161805012e-01;
  sum = sum * z + 2.222219843214978396e-01;
  sum = sum * z + 2.857142874366239149e-01;
  sum = sum * z + 3.999999999940941908e-01;
  sum = sum * z + 6.666666666666735130e-01;
  doubles half_square = 0.5 * f * f;
  doubles rest = s * (sum * z + half_square) + powers * LN2_LOW;
  return powers * LN2_HIGH + (f - (half_square - rest));
}

static inline doubles tail_above(doubles z) {
  doubles sum = z * 3.52624965998911e-02 + 0.700383064443688;
  sum = sum * z + 6.37396220353165;
  sum = sum * z + 33.912866078383;
  sum = sum * z + 112.079291497871;
  sum = sum * z + 221.213596169931;
  return sum * z + 220.206867912376;
}

static inline doubles tail_below(doubles z) {
  doubles sum = z * 8.83883476483184e-02 + 1.75566716318264;
  sum = sum * z + 16.064177579207;
  sum = sum * z + 86.7807322029461;
  sum = sum * z + 296.564248779674;
  sum = sum * z + 637.333633378831;
  sum = sum * z + 793.826512519948;
  return sum * z + 440.413735824752;
}

static inline doubles value(doubles sign, doubles forward, doubles strike, doubles log_ratio, doubles deviation, doubles discount) {
  doubles d = log_ratio / at_least(DEVIATION_MIN, deviation);
  doubles d1 = deviation * 0.5 + d;
  doubles d2 = deviation * -0.5 + d;
  doubles peak = forward * exp_of(at_least(EXP_MIN, -0.5 * d1 * d1));
  doubles above1 = tail_above(size_of(d1)), below1 = tail_below(size_of(d1));
  doubles above2 = tail_above(size_of(d2)), below2 = tail_below(size_of(d2));
  above1 = with_sign(d1, above1);
  above2 = with_sign(d2, above2);
  doubles tails = (above2 * below1 - above1 * below2) / (below1 * below2);
  doubles smaller = pick_lanes(forward < strike, forward, strike);
  doubles certain = pick_lanes(((longs)d2 & ~(longs)d1) < 0, smaller, all(0.0));
  return (at_least(0.0, peak * tails + certain) + at_least(0.0, (forward - strike) * sign)) * discount;
}

static inline doubles load(const double *x) { return *(const doubles *)x; }

// Many options; the columns are as long as the next multiple of eight.
void black_options(int32_t count, const double *signs, const double *forwards, const double *strikes, const double *volatilities,
                   const double *root_times, const double *discounts, double *values) {
  for (int32_t i = 0; i < count; i += 8) {
    doubles forward = load(forwards + i), strike = load(strikes + i);
    *(doubles *)(values + i) =
        value(load(signs + i), forward, strike, log_of(forward / strike), load(volatilities + i) * load(root_times + i), load(discounts + i));
  }
}

// One option in many scenarios, with the logarithms of the moves taken before.
void black_scenarios(int32_t count, double sign, double strike, double log_ratio, double root_time, double discount, const double *moved,
                     const double *log_moves, const double *volatilities, double *values) {
  for (int32_t i = 0; i < count; i += 8) {
    *(doubles *)(values + i) = value(all(sign), load(moved + i), all(strike), log_ratio + load(log_moves + i),
                                     load(volatilities + i) * root_time, all(discount));
  }
}
