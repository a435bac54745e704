// QuantLib behind plain C functions, so that a benchmark can call it from Java in the same run.
#include <ql/exercise.hpp>
#include <ql/instruments/payoffs.hpp>
#include <ql/instruments/vanillaoption.hpp>
#include <ql/pricingengines/blackformula.hpp>
#include <ql/pricingengines/vanilla/baroneadesiwhaleyengine.hpp>
#include <ql/pricingengines/vanilla/bjerksundstenslandengine.hpp>
#include <ql/processes/blackscholesprocess.hpp>
#include <ql/quotes/simplequote.hpp>
#include <ql/settings.hpp>
#include <ql/termstructures/volatility/equityfx/blackconstantvol.hpp>
#include <ql/termstructures/yield/flatforward.hpp>
#include <ql/time/calendars/nullcalendar.hpp>
#include <ql/time/daycounters/actual365fixed.hpp>

#include <cmath>
#include <cstdint>

using namespace QuantLib;

namespace {

// Black-76 is Black-Scholes-Merton with the dividend yield at the rate. Quotes are moved from option to option, so that what is
// timed is the engine and its observers, not the building of the objects.
struct AmericanBook {
  Date today = Date(2, November, 2026);
  ext::shared_ptr<SimpleQuote> forward = ext::make_shared<SimpleQuote>(1.0);
  ext::shared_ptr<SimpleQuote> volatility = ext::make_shared<SimpleQuote>(0.2);
  ext::shared_ptr<GeneralizedBlackScholesProcess> process;

  explicit AmericanBook(double rate) {
    Settings::instance().evaluationDate() = today;
    DayCounter days = Actual365Fixed();
    Handle<YieldTermStructure> curve(ext::make_shared<FlatForward>(today, rate, days));
    Handle<BlackVolTermStructure> surface(
        ext::make_shared<BlackConstantVol>(today, NullCalendar(), Handle<Quote>(volatility), days));
    process = ext::make_shared<GeneralizedBlackScholesProcess>(Handle<Quote>(forward), curve, curve, surface);
  }
};

ext::shared_ptr<PricingEngine> engine(int32_t method, const AmericanBook& book) {
  if (method == 0) return ext::make_shared<BaroneAdesiWhaleyApproximationEngine>(book.process);
  return ext::make_shared<BjerksundStenslandApproximationEngine>(book.process);
}

Option::Type type(double sign) { return sign > 0 ? Option::Call : Option::Put; }

}  // namespace

extern "C" {

void quantlib_black(int32_t count, const double* signs, const double* forwards, const double* strikes, const double* volatilities,
                    const double* root_times, const double* discounts, double* values) {
  for (int32_t i = 0; i < count; i++) {
    values[i] = blackFormula(type(signs[i]), strikes[i], forwards[i], volatilities[i] * root_times[i], discounts[i]);
  }
}

// Method 0 is Barone-Adesi and Whaley, 1 Bjerksund and Stensland (as QuantLib has it: 1993). Returns 0, or 1 when QuantLib threw.
int32_t quantlib_american(int32_t method, int32_t count, double rate, const double* signs, const double* forwards,
                          const double* strikes, const double* volatilities, const int32_t* days, double* values) {
  try {
    AmericanBook book(rate);
    ext::shared_ptr<PricingEngine> pricer = engine(method, book);
    for (int32_t i = 0; i < count; i++) {
      book.forward->setValue(forwards[i]);
      book.volatility->setValue(volatilities[i]);
      VanillaOption option(ext::make_shared<PlainVanillaPayoff>(type(signs[i]), strikes[i]),
                           ext::make_shared<AmericanExercise>(book.today, book.today + days[i]));
      option.setPricingEngine(pricer);
      values[i] = option.NPV();
    }
    return 0;
  } catch (const std::exception&) {
    return 1;
  }
}
}
