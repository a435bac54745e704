package novate.clearing.cycle;

import novate.margin.CommodityRisk;
import novate.margin.SimulatedSet;
import novate.margin.addon.AddOn;
import novate.market.Money;
import novate.wire.event.AddOnResult;
import novate.wire.event.CommodityCharges;
import novate.wire.event.CommodityResult;
import novate.wire.event.SimulatedResult;

/** The parts of a requirement as they stand on the log. */
final class MarginCodec {
  private MarginCodec() {}

  static CommodityResult commodity(CommodityRisk risk) {
    return CommodityResult.newBuilder()
        .setCommodity(risk.commodity().value())
        .setScanRisk(risk.scanRisk().minorUnits())
        .setActiveScenario(risk.activeScenario())
        .setTimeRisk(risk.scan().timeRisk().toPlainString())
        .setVolatilityRisk(risk.scan().volRisk().toPlainString())
        .setFuturesPriceRisk(risk.scan().futuresPriceRisk().toPlainString())
        .setLosses(risk.losses())
        .setCharges(charges(risk))
        .build();
  }

  private static CommodityCharges charges(CommodityRisk risk) {
    return CommodityCharges.newBuilder()
        .setNetDelta(risk.netDelta().toPlainString())
        .setCalendarSpreads(risk.spreads().calendarCharge())
        .setSpotMonth(risk.spreads().spotCharge())
        .setInterCommodityCredit(risk.spreads().interCredit())
        .setShortOptionMinimum(risk.spreads().shortOptionMinimum())
        .setRateLadder(
            risk.ladder().map(charge -> charge.amount()).map(Money::minorUnits).orElse(null))
        .setRisk(risk.risk().minorUnits())
        .setCharge(risk.charge().minorUnits())
        .build();
  }

  static SimulatedResult simulated(SimulatedSet set) {
    return SimulatedResult.newBuilder()
        .setSetName(set.simulation().set().name())
        .setPolicy(set.simulation().set().policy().name())
        .setScanCharge(set.scanCharge().minorUnits())
        .setSimulatedCharge(set.simulatedCharge().minorUnits())
        .setCharge(set.charge().minorUnits())
        .build();
  }

  static AddOnResult addOn(AddOn addOn) {
    return AddOnResult.newBuilder()
        .setKind(addOn.kind().name())
        .setCommodity(addOn.commodity().map(Object::toString).orElse(null))
        .setAmount(addOn.amount().minorUnits())
        .build();
  }
}
