package coppice.server.commons;

import coppice.rules.voting.Majority;
import coppice.rules.voting.PassingRule;
import coppice.rules.voting.PassingRule.Method;

/// How a commons decides about a matter.
///
/// @param stewardsMay true: stewards may act by themselves, too; it is recorded as their act
/// @param days        how long a proposal is open
public record Procedure(Method method, Majority majority, int quorumPercent, int days, boolean stewardsMay) {
    /// Consent within a week, half of the members taking part.
    public static final Procedure CONSENT = new Procedure(Method.CONSENT, Majority.SIMPLE, 50, 7, false);

    public static final int LONGEST_DAYS = 365;

    public PassingRule rule() {
        return new PassingRule(method, majority, quorumPercent);
    }

    public Procedure withStewards(boolean may) {
        return new Procedure(method, majority, quorumPercent, days, may);
    }
}
