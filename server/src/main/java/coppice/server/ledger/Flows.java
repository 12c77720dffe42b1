package coppice.server.ledger;

import coppice.server.kernel.CommonsId;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Rows;
import coppice.server.ledger.Account.Holder;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Category.Nature;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// The ledger read as a whole: what flowed between the outside and the house, and what it came to.
@Service
public class Flows {
    private final FlowTables tables;
    private final ChartOfAccounts chart;

    Flows(FlowTables tables, ChartOfAccounts chart) {
        this.tables = tables;
        this.chart = chart;
    }

    /// What moved between the outside and the house, or between parts of the house.
    ///
    /// @param fromCategory the category of the accounts it left
    public record Flow(
            String fromCategory,
            Holder fromHolder,
            String toCategory,
            Holder toHolder,
            long minorUnits,
            long transfers) {}

    public record Days(LocalDate first, LocalDate last, long entries) {}

    /// All flows of `[from, until)`, summed by category.
    public List<Flow> flows(CommonsId commons, LocalDate from, LocalDate until) {
        return tables.flows(commons, from, until);
    }

    /// What came in from outside in `[from, until)`, less what went out; what is neither revenue nor expense
    /// apart.
    public long result(CommonsId commons, LocalDate from, LocalDate until) {
        long result = 0;
        for (var flow : flows(commons, from, until)) {
            if (isRevenue(flow)) result = Math.addExact(result, flow.minorUnits());
            if (flow.toHolder() == Holder.EXTERNAL && counts(flow.toCategory()))
                result = Math.subtractExact(result, flow.minorUnits());
        }
        return result;
    }

    /// What came in from outside in `[from, until)`, capital apart.
    public long revenue(CommonsId commons, LocalDate from, LocalDate until) {
        return flows(commons, from, until).stream()
                .filter(this::isRevenue)
                .mapToLong(Flow::minorUnits)
                .sum();
    }

    private boolean isRevenue(Flow flow) {
        return flow.fromHolder() == Holder.EXTERNAL && counts(flow.fromCategory());
    }

    private boolean counts(String category) {
        return chart.category(category).nature() != Nature.NEITHER;
    }

    /// What each party outside paid in during `[from, until)`, capital apart.
    public Map<PartyId, Long> paidIn(CommonsId commons, LocalDate from, LocalDate until) {
        var apart = chart.categories().stream()
                .filter(category -> category.nature() == Nature.NEITHER)
                .map(Category::code)
                .toList();
        return tables.paidIn(commons, from, until, apart);
    }

    /// What these entries took out of an account.
    public long leftBy(CommonsId commons, Spec account, Collection<EntryId> entries) {
        return tables.leftBy(commons, account.code(), entries);
    }

    /// What these accounts held together at the end of the day before `day`.
    public long heldBefore(CommonsId commons, Collection<String> codes, LocalDate day) {
        return tables.heldBefore(commons, codes, day);
    }

    /// What the house holds (funds and members together) at the end of each year that has entries.
    public Map<Integer, Long> yearEnds(CommonsId commons) {
        return tables.yearEnds(commons);
    }

    /// The first and the last day with an entry; empty for empty books.
    public Optional<Days> days(CommonsId commons) {
        return tables.days(commons);
    }

    /// Every move between kinds of accounts that the database would take, asked of the rules in the database
    /// itself.
    public List<Move> moves() {
        return tables.moves();
    }

    /// As [#moves], asked over another connection.
    public static List<Move> movesBy(Rows connection) {
        return FlowTables.moves(connection);
    }
}
