package coppice.server.openbooks;

import coppice.rules.money.Runway;
import coppice.server.commons.Commons;
import coppice.server.kernel.CommonsId;
import coppice.server.ledger.Account;
import coppice.server.ledger.Account.Holder;
import coppice.server.ledger.ChartOfAccounts;
import coppice.server.ledger.Flows;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.Statement;
import coppice.server.ledger.Statements;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/// The books of a commons as anyone may read them. Only reads: every figure comes from the room that owns it.
@Service
public class OpenBooks {
    private final Ledger ledger;
    private final Flows flows;
    private final ChartOfAccounts chart;
    private final Statements statements;

    OpenBooks(Ledger ledger, Flows flows, ChartOfAccounts chart, Statements statements) {
        this.ledger = ledger;
        this.flows = flows;
        this.chart = chart;
        this.statements = statements;
    }

    /// A category with an amount in minor units.
    public record Sum(String category, long minorUnits) {}

    /// A fund of the commons, or all members together.
    public record Fund(String category, Optional<Account> account, Account.Kind kind, long minorUnits) {}

    /// @param supporters how many parties outside ever gave
    /// @param held       what the house holds: funds and members together
    /// @param runway     how many months `held` lasts at the pace of the last twelve; empty without spending
    public record Summary(
            Commons commons,
            Optional<Flows.Days> days,
            int supporters,
            long in,
            long out,
            long held,
            Optional<Long> runway,
            List<Sum> came,
            List<Sum> went,
            List<Fund> funds,
            Map<Integer, Long> yearEnds,
            List<Statement> disagreeing) {}

    public Summary summary(Commons commons) {
        var accounts = ledger.accounts(commons.id());
        var came = new TreeMap<String, Long>();
        var went = new TreeMap<String, Long>();
        int supporters = 0;
        for (var account : accounts) {
            if (account.inside()) continue;
            came.merge(account.category(), account.debitMinorUnits(), Long::sum);
            went.merge(account.category(), account.creditMinorUnits(), Long::sum);
            if (account.debitMinorUnits() > 0 && account.party().isPresent()) supporters++;
        }
        var funds = funds(accounts);
        long held = funds.stream().mapToLong(Fund::minorUnits).sum();
        var days = flows.days(commons.id());
        return new Summary(
                commons,
                days,
                supporters,
                came.values().stream().mapToLong(Long::longValue).sum(),
                went.values().stream().mapToLong(Long::longValue).sum(),
                held,
                days.flatMap(known -> runway(commons.id(), known, held)),
                sums(came),
                sums(went),
                funds,
                flows.yearEnds(commons.id()),
                statements.brought(commons.id()).stream()
                        .filter(statement -> statement.bookedAt().isPresent() && !statement.agrees())
                        .toList());
    }

    private static List<Sum> sums(Map<String, Long> byCategory) {
        return byCategory.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> new Sum(entry.getKey(), entry.getValue()))
                .sorted((a, b) -> Long.compare(b.minorUnits(), a.minorUnits()))
                .toList();
    }

    private List<Fund> funds(List<Account> accounts) {
        var funds = new ArrayList<Fund>();
        var kept = accounts.stream()
                .filter(account -> account.holder() == Holder.COMMONS || account.holder() == Holder.HOST)
                .sorted(Comparator.comparing((Account account) ->
                                chart.category(account.category()).order())
                        .thenComparing(Account::category))
                .collect(Collectors.groupingBy(Account::category, LinkedHashMap::new, Collectors.toList()));
        kept.forEach((category, of) -> {
            long holds = of.stream().mapToLong(Account::holdsMinorUnits).sum();
            boolean isOne = of.size() == 1;
            boolean isAlways = chart.fund(category)
                    .filter(coppice.server.ledger.Fund::fromTheStart)
                    .isPresent();
            if (holds > 0 || isAlways)
                funds.add(new Fund(
                        category,
                        isOne ? Optional.of(of.getFirst()) : Optional.empty(),
                        of.getFirst().kind(),
                        holds));
        });
        long members = accounts.stream()
                .filter(account -> account.holder() == Holder.MEMBER)
                .mapToLong(Account::holdsMinorUnits)
                .sum();
        if (members > 0) funds.add(new Fund("member", Optional.empty(), Account.Kind.FREE, members));
        return List.copyOf(funds);
    }

    /// What left the house in the twelve months up to the last entry sets the pace.
    private Optional<Long> runway(CommonsId commons, Flows.Days days, long held) {
        LocalDate until = days.last().plusDays(1);
        long spent = flows.flows(commons, until.minusYears(1), until).stream()
                .filter(flow -> flow.fromHolder() != Holder.EXTERNAL && flow.toHolder() == Holder.EXTERNAL)
                .mapToLong(Flows.Flow::minorUnits)
                .sum();
        return Runway.months(held, spent).stream().boxed().findFirst();
    }
}
