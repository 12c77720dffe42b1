package coppice.server.contributions;

import coppice.server.commons.Member;
import coppice.server.commons.Scene;
import coppice.server.commons.Scene.Of;
import coppice.server.commons.StoryPart;
import coppice.server.contributions.Contributions.Telling;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the village's people gave, and the history of the public record.
@Configuration(proxyBeanMethods = false)
class ContributionStory {
    @Bean
    StoryPart firstGifts(Contributions contributions) {
        return new StoryPart(Of.VILLAGE, 30, scene -> {
            var gifts = new Gifts(contributions, scene);
            gifts.seen("Ana", "Ben", 1, "work", "12", 0, "Bicycles", "2026-09-04", "Repairs before the market");
            gifts.seen("Ben", "Ana", 2, "work", "6.5", 0, "Bicycles", "2026-09-05", "At the market");
            gifts.seen("Ana", "Cy", 3, "work", "22", 0, "Chairs", "2026-09-28", "Forty chairs");
            gifts.seen("Ben", "Cy", 4, "equipment", "9", 0, "Chairs", "2026-09-28", "My band saw");
            gifts.seen("Cy", "Dot", 5, "expense", "1", 8460, "Bicycles", "2026-09-02", "Tyres and cables");
            gifts.seen("Cy", "Dot", 6, "work", "8", 0, "House", "2026-10-01", "Roof of the shed");
        });
    }

    /// They count in the runs that follow the founding of shares.
    @Bean
    StoryPart laterGifts(Contributions contributions) {
        return new StoryPart(Of.VILLAGE, 100, scene -> {
            var gifts = new Gifts(contributions, scene);
            gifts.seen("Ben", "Cy", 9, "work", "25", 0, "Chairs", "2026-10-15", "Benches for the school yard");
            gifts.seen("Ben", "Dot", 10, "equipment", "12", 0, "House", "2026-10-16", "The lathe, for my stairs");
        });
    }

    /// They wait for somebody's word when the demo starts.
    @Bean
    StoryPart newGifts(Contributions contributions) {
        return new StoryPart(Of.VILLAGE, 150, scene -> {
            var gifts = new Gifts(contributions, scene);
            gifts.log(scene.member("Ben"), 7, "work", "3", 0, "House", "2026-10-12", "New shelves");
            gifts.log(scene.member("Dot"), 8, "work", "4.5", 0, "Chairs", "2026-10-14", "Varnish");
        });
    }

    private record Gifts(Contributions contributions, Scene scene) {
        ContributionId log(
                Member by, int number, String type, String quantity, long value, String work, String day, String note) {
            var telling = new Telling(
                    type, new BigDecimal(quantity), value, work, LocalDate.parse(day), note, Optional.empty());
            return contributions.log(by, telling, "demo:" + number);
        }

        /// Logged, and recognised by a peer.
        void seen(
                String peer,
                String by,
                int number,
                String type,
                String quantity,
                long value,
                String work,
                String day,
                String note) {
            var id = log(scene.member(by), number, type, quantity, value, work, day, note);
            if (contributions.one(scene.commons().id(), id).recognised() == 0)
                contributions.say(scene.member(peer), id, Verdict.Word.RECOGNISED, "");
        }
    }

    @Bean
    StoryPart historyOfTheRecord(Histories histories) {
        return new StoryPart(
                Of.RECORD,
                10,
                scene -> histories.bring(
                        scene.steward(),
                        "git",
                        "change",
                        Histories.fromCsv(scene.file("hledger.commits.csv"), scene.file("hledger.areas.csv")),
                        done -> scene.loaded("contributions", done)));
    }
}
