package coppice.server.ledger;

import coppice.server.commons.Matter;
import coppice.server.kernel.KernelRefusal.BadField;
import coppice.server.kernel.KernelRefusal.BadField.Fault;
import coppice.server.kernel.Refused;
import coppice.server.ledger.Account.Kind;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Category.Nature;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Every fund and category that there is: the ledger's own and those that rooms declare. A commons may bring
/// words of its own with its files; they name flows with the outside, never a fund.
@Component
public class ChartOfAccounts {
    private static final List<Fund> OWN_FUNDS = List.of(
            Fund.of(Ledger.GENERAL.code(), Kind.FREE, 10, 0).atFounding(),
            Fund.of(Ledger.RESERVE.code(), Kind.RESERVE, 20, 2)
                    .spentBy(Matter.RESERVE)
                    .reserve()
                    .atFounding(),
            Fund.of(Ledger.TRUST.code(), Kind.LOCKED, 30, 0).atFounding());

    private static final List<Category> OWN_CATEGORIES = List.of(
            Category.held("member", 1000, 1),
            Category.flow("contributions", Nature.REVENUE, 10, 0),
            Category.flow("sales", Nature.REVENUE, 20, 1),
            Category.flow("grants", Nature.REVENUE, 30, 3),
            Category.flow("refunds", Nature.REVENUE, 40, 3),
            Category.flow("expenses", Nature.EXPENSE, 50, Category.NEUTRAL),
            Category.flow("work", Nature.EXPENSE, 60, 1),
            Category.flow("host-fees", Nature.EXPENSE, 70, 2),
            Category.flow("payment-fees", Nature.EXPENSE, 80, 2),
            Category.flow("covered-fees", Nature.REVENUE, 90, Category.NEUTRAL),
            Category.flow("taxes", Nature.EXPENSE, 100, 5),
            Category.flow("other", Nature.EXPENSE, 110, Category.NEUTRAL),
            Category.ofRoom(Ledger.CAPITAL, Nature.NEITHER, 120));

    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    private final Map<String, Fund> funds = new LinkedHashMap<>();
    private final Map<String, Category> categories = new LinkedHashMap<>();

    ChartOfAccounts(ObjectProvider<Fund> ofRooms, ObjectProvider<Category> flowsOfRooms) {
        Stream.concat(OWN_FUNDS.stream(), ofRooms.stream())
                .sorted(Comparator.comparingInt(fund -> fund.category().order()))
                .forEach(fund -> {
                    if (funds.put(fund.code(), fund) != null)
                        throw new IllegalStateException("two funds " + fund.code());
                });
        Stream.of(
                        OWN_CATEGORIES.stream(),
                        flowsOfRooms.stream(),
                        funds.values().stream().map(Fund::category))
                .flatMap(all -> all)
                .distinct()
                .sorted(Comparator.comparingInt(Category::order))
                .forEach(category -> {
                    if (categories.put(category.code(), category) != null)
                        throw new IllegalStateException("two categories " + category.code());
                });
    }

    /// In the order in which lists name them.
    public Collection<Fund> funds() {
        return funds.values();
    }

    /// What every commons has from its founding.
    List<Spec> fromTheStart() {
        return funds.values().stream()
                .filter(Fund::fromTheStart)
                .map(Fund::account)
                .toList();
    }

    public Optional<Fund> fund(String code) {
        return Optional.ofNullable(funds.get(code));
    }

    /// The codes of what counts as reserves.
    public List<String> reserves() {
        return funds.values().stream().filter(Fund::isReserve).map(Fund::code).toList();
    }

    public Collection<Category> categories() {
        return categories.values();
    }

    /// What accounts of that category are; one that no room declares is a word of the commons' own.
    public Category category(String code) {
        var known = categories.get(code);
        return known == null ? Category.own(code) : known;
    }

    boolean declares(String category) {
        return categories.containsKey(category);
    }

    /// The funds that stewards book by hand.
    public List<String> fundsByHand() {
        return funds.values().stream().filter(Fund::byHand).map(Fund::code).toList();
    }

    /// The flows with the outside that stewards book by hand.
    public List<String> flowsByHand() {
        return categories.values().stream()
                .filter(Category::byHand)
                .map(Category::code)
                .toList();
    }

    /// A word for a flow with the outside as somebody wrote it; refuses what is none, or is a fund's or a
    /// room's own.
    String flow(String field, String given) {
        String word = given.strip().toLowerCase(Locale.ROOT).replace(' ', '-');
        if (!WORD.matcher(word).matches() || !category(word).byHand())
            throw new Refused(new BadField(field, Fault.NOT_A_CHOICE, given));
        return word;
    }
}
