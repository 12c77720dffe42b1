package coppice.server.contributions;

import java.math.BigDecimal;
import java.util.Objects;

/// What can be contributed.
///
/// @param action       the ValueFlows action: work, use, consume, transfer, cite, deliverService, produce
/// @param valuePerUnit in whole currency units, as a decimal
public record ContributionType(
        String code, String name, Action action, String unit, BigDecimal valuePerUnit, boolean statesValue) {
    public ContributionType {
        Objects.requireNonNull(code);
        Objects.requireNonNull(name);
        Objects.requireNonNull(action);
        Objects.requireNonNull(unit);
        Objects.requireNonNull(valuePerUnit);
    }

    /// ValueFlows 1.0 actions by which something is given to a commons.
    public enum Action {
        WORK,
        USE,
        CONSUME,
        TRANSFER,
        CITE,
        DELIVER_SERVICE,
        PRODUCE
    }
}
