package coppice.server.site.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;

/// The rules that `coppice count` knows.
enum CountRule {
    IRV,
    TRANSFERS,
    SCOTTISH,
    WIGM,
    WIGM_EXACT,
    MEEK,
    MEEK_EXACT,
    SCHULZE,
    RANKED_PAIRS,
    MINIMAX,
    COPELAND,
    BORDA,
    KEMENY,
    APPROVAL,
    SATISFACTION_APPROVAL,
    PROPORTIONAL_APPROVAL,
    SEQUENTIAL_PROPORTIONAL_APPROVAL,
    PHRAGMEN,
    EQUAL_SHARES,
    EQUAL_SHARES_THEN_APPROVAL,
    EQUAL_SHARES_BY_INCREMENTS,
    ENESTROEM_PHRAGMEN,
    CONSENSUS,
    SCORE,
    STAR;

    /// Read as it stands on the command line: `ranked-pairs`.
    static final class Name implements ITypeConverter<CountRule> {
        @Override
        public CountRule convert(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
