package novate.pricing;

/**
 * How the value of an option answers to small moves, per unit of the underlying, for the holder.
 *
 * @param delta per unit of the forward (of an option on an average: of the forward of the rest)
 * @param gamma of the delta per unit of the forward; zero or more
 * @param vega per whole unit of volatility
 * @param theta per year that passes, the forward and the volatility standing still; mostly negative
 * @param rho per whole unit of the rate, the forward standing still; zero or less for a European
 */
public record Greeks(double delta, double gamma, double vega, double theta, double rho) {}
