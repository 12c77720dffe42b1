package coppice.server.equity;

import coppice.rules.shares.Lots;
import coppice.rules.shares.ShareClass;
import coppice.server.equity.Ocf.Source;
import coppice.server.equity.ShareEvent.Kind;
import coppice.server.kernel.PartyId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The objects of a package of the Open Cap Format: holders, classes, legends, transactions.
///
/// Shares of one class are alike here; there, every issue is a security of its own. So what goes leaves the oldest
/// security first, and where a part of one stays, the format asks for a new one that holds the balance.
final class OcfObjects {
    static final String RESULT = "Handed on from ";
    static final String BALANCE = "Balance of ";
    static final String LEGEND = "legend-no-transfer";

    private OcfObjects() {}

    static String id(ShareClass of) {
        return "class-" + of.name().toLowerCase(Locale.ROOT);
    }

    static Map<String, Object> object(Object... pairs) {
        var object = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) object.put((String) pairs[i], pairs[i + 1]);
        return object;
    }

    static void stakeholders(Source source, Consumer<Map<String, Object>> taker) {
        var classes = new HashMap<PartyId, ShareClass>();
        var parties = new TreeSet<PartyId>(Comparator.comparing(PartyId::value));
        for (var event : source.events()) {
            classes.merge(event.party(), event.of(), (a, b) -> a.compareTo(b) < 0 ? a : b);
            parties.add(event.party());
            event.to().ifPresent(to -> {
                classes.merge(to, event.of(), (a, b) -> a.compareTo(b) < 0 ? a : b);
                parties.add(to);
            });
        }
        for (var party : parties) {
            var of = Objects.requireNonNull(classes.get(party));
            taker.accept(object(
                    "object_type",
                    "STAKEHOLDER",
                    "id",
                    party.toString(),
                    "name",
                    Map.of("legal_name", source.names().apply(party)),
                    "stakeholder_type",
                    "INDIVIDUAL",
                    "current_relationship",
                    switch (of) {
                        case FOUNDER -> "FOUNDER";
                        case FUNDER -> "INVESTOR";
                        case WORKER -> "EMPLOYEE";
                        case USER -> "OTHER";
                    },
                    "comments",
                    List.of()));
        }
    }

    static void classes(Source source, Consumer<Map<String, Object>> taker) {
        for (var of : ShareClass.values())
            taker.accept(object(
                    "object_type",
                    "STOCK_CLASS",
                    "id",
                    id(of),
                    "name",
                    switch (of) {
                        case FOUNDER -> "Founder shares";
                        case FUNDER -> "Investor shares";
                        case WORKER -> "Labour shares";
                        case USER -> "User shares";
                    },
                    "class_type",
                    "COMMON",
                    "default_id_prefix",
                    of.name().charAt(0) + (of == ShareClass.FUNDER ? "U-" : "-"),
                    "initial_shares_authorized",
                    "UNLIMITED",
                    "votes_per_share",
                    of == ShareClass.FOUNDER ? "1" : "0",
                    "par_value",
                    money(
                            source,
                            BigDecimal.valueOf(
                                    source.ownership().parMinorUnits(),
                                    source.commons().currency().getDefaultFractionDigits())),
                    "seniority",
                    "1",
                    "comments",
                    List.of("One vote a member, whatever the holding; votes_per_share is informative only.")));
    }

    static void legends(Consumer<Map<String, Object>> taker) {
        taker.accept(object(
                "object_type",
                "STOCK_LEGEND_TEMPLATE",
                "id",
                LEGEND,
                "name",
                "No transfer",
                "text",
                "These shares cannot be transferred. They end with the founding member’s membership, the contract to"
                        + " work or the use from which they come, and are cancelled unpaid on winding up.",
                "comments",
                List.of()));
    }

    private static Map<String, Object> money(Source source, BigDecimal amount) {
        return object(
                "amount",
                amount.stripTrailingZeros().toPlainString(),
                "currency",
                source.commons().currency().getCurrencyCode());
    }

    /// What a security is called, and what each of its shares cost.
    private record Security(String id, Map<String, Object> price) {}

    static void transactions(Source source, Consumer<Map<String, Object>> taker) {
        var lots = new HashMap<String, Lots<Security>>();
        var numbers = new int[1];
        for (var event : source.events()) {
            var own = lots.computeIfAbsent(event.of() + ":" + event.party(), _ -> new Lots<>());
            if (event.kind() == Kind.ISSUE) {
                var security = new Security("security-" + ++numbers[0], price(source, event));
                own.add(security, event.shares());
                taker.accept(issuance(event, security, event.shares(), event.party(), event.reason()));
                continue;
            }
            for (long left = event.shares(); left > 0; ) {
                var part = own.takeOldest(left).orElseThrow();
                left -= part.shares();
                var oldest = part.of();
                var balance = part.rest() == 0 ? null : new Security("security-" + ++numbers[0], oldest.price());
                var result = event.to().isEmpty() ? null : new Security("security-" + ++numbers[0], oldest.price());
                taker.accept(leaving(source, event, oldest, part.shares(), balance, result));
                if (balance != null) {
                    own.putBack(balance, part.rest());
                    taker.accept(issuance(event, balance, part.rest(), event.party(), BALANCE + oldest.id()));
                }
                if (result != null) {
                    var to = event.to().orElseThrow();
                    lots.computeIfAbsent(event.of() + ":" + to, _ -> new Lots<>())
                            .add(result, part.shares());
                    taker.accept(issuance(event, result, part.shares(), to, RESULT + oldest.id()));
                }
            }
        }
    }

    /// What a share cost, as exact as the format allows.
    private static Map<String, Object> price(Source source, ShareEvent event) {
        return money(
                source,
                BigDecimal.valueOf(
                                event.minorUnits(), source.commons().currency().getDefaultFractionDigits())
                        .divide(BigDecimal.valueOf(event.shares()), 10, RoundingMode.HALF_UP));
    }

    private static Map<String, Object> issuance(
            ShareEvent event, Security security, long shares, PartyId holder, String comment) {
        return object(
                "object_type",
                "TX_STOCK_ISSUANCE",
                "id",
                "tx-issue-" + security.id(),
                "security_id",
                security.id(),
                "date",
                event.on().toString(),
                "security_law_exemptions",
                List.of(),
                "stakeholder_id",
                holder.toString(),
                "custom_id",
                security.id(),
                "stock_class_id",
                id(event.of()),
                "share_price",
                security.price(),
                "quantity",
                String.valueOf(shares),
                "stock_legend_ids",
                event.of().mayChangeHands() ? List.of() : List.of(LEGEND),
                "comments",
                comment.isEmpty() ? List.of() : List.of(comment));
    }

    private static Map<String, Object> leaving(
            Source source,
            ShareEvent event,
            Security security,
            long shares,
            @Nullable Security balance,
            @Nullable Security result) {
        var tx = object(
                "object_type",
                switch (event.kind()) {
                    case CANCEL -> "TX_STOCK_CANCELLATION";
                    case REDEEM -> "TX_STOCK_REPURCHASE";
                    case TRANSFER -> "TX_STOCK_TRANSFER";
                    case ISSUE -> throw new IllegalArgumentException("an issue does not leave");
                },
                "id",
                "tx-" + event.number() + "-" + security.id(),
                "security_id",
                security.id(),
                "date",
                event.on().toString(),
                "quantity",
                String.valueOf(shares));
        if (event.kind() == Kind.CANCEL)
            tx.put("reason_text", event.reason().isEmpty() ? event.source() : event.reason());
        if (event.kind() == Kind.REDEEM)
            tx.put(
                    "price",
                    money(
                            source,
                            BigDecimal.valueOf(
                                    source.ownership().parMinorUnits(),
                                    source.commons().currency().getDefaultFractionDigits())));
        if (balance != null) tx.put("balance_security_id", balance.id());
        if (result != null) tx.put("resulting_security_ids", new ArrayList<>(List.of(result.id())));
        tx.put("comments", List.of());
        return tx;
    }
}
