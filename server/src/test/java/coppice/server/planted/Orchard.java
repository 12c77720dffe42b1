package coppice.server.planted;

import coppice.server.charter.Chapter;
import coppice.server.charter.Charter;
import coppice.server.commons.Activity;
import coppice.server.commons.BooksTable;
import coppice.server.commons.BooksTable.Column;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses.Seat;
import coppice.server.commons.Figures;
import coppice.server.commons.Matter;
import coppice.server.commons.Scene.Of;
import coppice.server.commons.Standing;
import coppice.server.commons.StoryPart;
import coppice.server.commons.Verifier;
import coppice.server.commons.Waits;
import coppice.server.distributions.Destination;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Room;
import coppice.server.kernel.Room.Audience;
import coppice.server.kernel.Room.Place;
import coppice.server.ledger.Account.Kind;
import coppice.server.ledger.Fund;
import coppice.server.web.Form;
import coppice.server.web.Inputs;
import coppice.server.web.Message;
import coppice.server.web.Page;
import coppice.server.web.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// A room that nobody but the tests knows: all that it brings is said here and in its bundle of messages, and
/// no line of another room.
@Planted
@Configuration(proxyBeanMethods = false)
class Orchard {
    static final Instant PLANTED_AT = Instant.parse("2126-11-01T08:00:00Z");
    private static final Fund FUND =
            Fund.of("orchard", Kind.RESERVE, 45, 5).spentBy(Matter.RESERVE).reserve();

    /// What its chapter of the demo did.
    static final List<String> TOLD = new ArrayList<>();

    static String address(Commons commons) {
        return commons.address() + "/orchard";
    }

    @Bean
    Room orchardRoom() {
        return Room.with("orchard", Place.MONEY, 60, Audience.EVERYONE);
    }

    @Bean
    Fund orchardFund() {
        return FUND;
    }

    @Bean
    Destination toOrchard() {
        return Destination.fund("orchard", 55, FUND.account());
    }

    /// What the charter says of it.
    record OrchardRules(int trees) {}

    @Bean
    Chapter<OrchardRules> whatIsPlanted() {
        return new Chapter<>() {
            @Override
            public Class<OrchardRules> type() {
                return OrchardRules.class;
            }

            @Override
            public Message title() {
                return Message.of("orchard.chapter");
            }

            @Override
            public OrchardRules absent() {
                return new OrchardRules(7);
            }

            @Override
            public List<Clause> says(OrchardRules rules, Charter charter, Commons commons, Text text) {
                return List.of(new Clause(text.say("orchard.pace"), text.say("orchard.pace-says", rules.trees())));
            }

            @Override
            public void check(OrchardRules rules, Charter charter, Commons commons) {
                Fields.whole("trees", String.valueOf(rules.trees()), 0, 100);
            }

            @Override
            public Optional<Page> fields(Charter charter, Commons commons, Form form) {
                return Optional.of(Page.of(
                        "web/inputs.jte",
                        new Inputs(
                                form,
                                List.of(new Inputs.Input("trees", Message.of("orchard.pace"), "numeric", true)))));
            }

            @Override
            public Map<String, String> values(OrchardRules rules, Commons commons) {
                return Map.of("trees", String.valueOf(rules.trees()));
            }

            @Override
            public OrchardRules read(Form form, OrchardRules before, Commons commons) {
                return new OrchardRules(Fields.whole("trees", form.value("trees"), 0, 100));
            }
        };
    }

    @Bean
    Figures trees() {
        return new Figures() {
            @Override
            public int order() {
                return 90;
            }

            @Override
            public List<Figure> home(Standing standing, Text text) {
                return List.of(new Figure(text.say("orchard.figure", 7), "", address(standing.commons())));
            }

            @Override
            public Optional<Section> books(Commons commons, Text text) {
                return Optional.of(new Section(text.say("orchard.section"), List.of(), text.say("orchard.none")));
            }
        };
    }

    @Bean
    Activity planting() {
        return (standing, _, text) -> List.of(
                new Activity.Event(PLANTED_AT, text.say("orchard.planted"), address(standing.commons()) + "#apple"));
    }

    @Bean
    Waits watering() {
        return (Collection<Seat> seats) -> seats.stream()
                .map(seat -> new Waits.Waiting(
                        seat.commons(),
                        "Water the apple tree",
                        address(seat.commons()),
                        Message.of("orchard.if-nothing"),
                        Optional.empty()))
                .toList();
    }

    @Bean
    BooksTable treesOfTheBooks() {
        return new BooksTable(
                "trees",
                90,
                List.of(new Column("kind", "string", "what grows"), new Column("height", "number", "in metres")),
                (_, _, row) -> row.add("apple", "2.5"));
    }

    @Bean
    StoryPart avenue() {
        return new StoryPart(
                Of.VILLAGE,
                95,
                scene -> TOLD.add(
                        "An avenue along the yard, by " + scene.member("Dot").party()));
    }

    @Bean
    Verifier counting() {
        return _ -> List.of(new Verifier.Check(true, "every tree was counted again"));
    }
}
