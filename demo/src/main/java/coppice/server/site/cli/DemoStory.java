package coppice.server.site.cli;

import coppice.server.charter.Charter;
import coppice.server.charter.Charters;
import coppice.server.charter.DecisionRules;
import coppice.server.charter.Preset;
import coppice.server.charter.Presets;
import coppice.server.charter.PrivacyRules;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Member;
import coppice.server.commons.Role;
import coppice.server.commons.Scene;
import coppice.server.commons.Scene.Of;
import coppice.server.commons.Steward;
import coppice.server.commons.StoryPart;
import coppice.server.identity.Account;
import coppice.server.identity.Identity;
import coppice.server.kernel.Ids;
import coppice.server.web.Viewer;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.ObjLongConsumer;
import org.springframework.context.ApplicationContext;

/// The demo's commons: a small fictional village workshop and the trust that guards it, the public record of a
/// real project, and a town's vote. They are founded here; what happens in them is told by the rooms.
///
/// Everything goes through the verbs that people use, with keys of its own, so telling the story again
/// changes nothing.
public final class DemoStory {
    /// Counted up when the story is told otherwise: what an older edition left lies in a folder of its own.
    public static final int EDITION = 7;

    public static final String VILLAGE = Of.VILLAGE.slug();

    private final Identity identity;
    private final Commonses commonses;
    private final Charters charters;
    private final Presets presets;
    private final Ids ids;
    private final List<StoryPart> parts;

    public DemoStory(ApplicationContext house) {
        identity = house.getBean(Identity.class);
        commonses = house.getBean(Commonses.class);
        charters = house.getBean(Charters.class);
        presets = house.getBean(Presets.class);
        ids = house.getBean(Ids.class);
        parts = house.getBeanProvider(StoryPart.class).stream()
                .sorted(Comparator.comparingInt(StoryPart::order))
                .toList();
    }

    /// Somebody of the fictional world; made on first use, with a password nobody knows.
    public Account person(String name) {
        String email = name.toLowerCase(java.util.Locale.ROOT) + "@example.org";
        return identity.byEmail(email).orElseGet(() -> identity.create(name, email, ids.secret()));
    }

    private Member member(Commons commons, Account account) {
        var viewer = new Viewer(Optional.of(account.id()), account.name(), Optional.empty(), Optional.empty());
        return commonses.standing(commons.slug(), viewer).member();
    }

    /// Hazel Yard: a workshop that a village keeps together; and before it the trust that would carry on.
    public Commons village() {
        tell(
                Of.TRUST,
                "Roof Trust",
                "EUR",
                charter(Preset.TIME_BANK, "A trust that keeps roofs over workshops, and never sells one."),
                "demo:trust",
                "",
                List.of("Maren"),
                (_, _) -> {});
        return tell(
                Of.VILLAGE,
                "Hazel Yard",
                "EUR",
                charter(
                        Preset.VALUE_NETWORK,
                        "A workshop that the village keeps together: tools for everyone, repairs for whoever comes."),
                "demo:village",
                "",
                List.of("Ana", "Ben", "Cy", "Dot"),
                (_, _) -> {});
    }

    /// The public record of a real project, names replaced, with an equation adopted for illustration.
    ///
    /// @param contributed hears how many contributions are loaded
    /// @param booked      hears how many money rows are booked
    public Commons record(LongConsumer contributed, LongConsumer booked) {
        return tell(
                Of.RECORD,
                "hledger, public record",
                "USD",
                charter(
                                Preset.SOFTWARE,
                                "The public record of a free accounting program: its changes since 2007 and its money since"
                                        + " 2017.")
                        .with(new PrivacyRules(true)),
                "demo:record",
                "A real public record with people’s names replaced. The value equation and its run are an illustration, "
                        + "not the project’s own.",
                List.of("Maren"),
                (what, done) -> (what.equals("contributions") ? contributed : booked).accept(done));
    }

    /// A real vote of a town on its budget, replayed.
    public Commons city() {
        return tell(
                Of.CITY,
                "Green Budget, replayed",
                "PLN",
                charter(
                        Preset.TIME_BANK,
                        "The Green Budget of Wieliczka, a town in Poland: what 6,586 people voted for in April 2023."),
                "demo:city",
                "A real vote of a town, without names. The same projects are funded here as the town funded.",
                List.of("Maren"),
                (_, _) -> {});
    }

    private Charter charter(Preset preset, String purpose) {
        return presets.charter(preset, purpose).with(DecisionRules.NONE);
    }

    private Commons tell(
            Of of,
            String name,
            String currency,
            Charter charter,
            String key,
            String notice,
            List<String> people,
            ObjLongConsumer<String> progress) {
        var founder = person(people.getFirst());
        var commons = charters.found(founder, name, of.slug(), currency, charter, key);
        var steward = (Steward) member(commons, founder);
        if (!notice.isEmpty()) commonses.announce(steward, notice);
        var members = new LinkedHashMap<String, Member>();
        for (var one : people) members.put(one, join(steward, one));
        var scene = new Scene(members, progress);
        parts.stream()
                .filter(part -> part.of() == of)
                .forEach(part -> part.tell().accept(scene));
        return commons;
    }

    private Member join(Steward steward, String name) {
        var account = person(name);
        var commons = steward.commons().id();
        if (commonses.of(account).stream().noneMatch(one -> one.id().equals(commons)))
            commonses.join(account, commonses.invite(steward, Role.MEMBER));
        return member(steward.commons(), account);
    }

    /// Those whom the demo offers sign-in links for, with what they are.
    public List<Account> cast() {
        return List.of(person("Ana"), person("Ben"), person("Maren"));
    }
}
