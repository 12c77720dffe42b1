package coppice.server.ledger;

import coppice.server.commons.Scene;
import coppice.server.commons.Scene.Of;
import coppice.server.commons.StoryPart;
import java.time.LocalDate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The village's first money, and the statement of the public record.
@Configuration(proxyBeanMethods = false)
class LedgerStory {
    @Bean
    StoryPart firstMoney(Ledger ledger) {
        return new StoryPart(Of.VILLAGE, 20, scene -> {
            var book = new Book(ledger, scene);
            book.entry(1, "2026-09-05", "sales", "general", "Bicycle repairs at the market", "Saturday market", 41250);
            book.entry(2, "2026-09-20", "grants", "general", "Starting grant of the parish", "Parish council", 150000);
            book.entry(3, "2026-10-03", "sales", "general", "Chairs for the school", "Village school", 62000);
            book.entry(4, "2026-10-07", "general", "expenses", "Timber and screws", "Sawmill", 18340);
        });
    }

    private record Book(Ledger ledger, Scene scene) {
        void entry(int number, String day, String from, String to, String what, String who, long cents) {
            ledger.book(
                    scene.steward(),
                    new Ledger.ByHand(LocalDate.parse(day), what, from, to, who, cents),
                    "demo:entry:" + number);
        }
    }

    @Bean
    StoryPart moneyOfTheRecord(Statements statements) {
        return new StoryPart(Of.RECORD, 20, scene -> {
            if (!statements.brought(scene.commons().id()).isEmpty()) return;
            String name = "hledger-open-collective.csv";
            var statement = statements.bring(scene.steward(), name, scene.file(name));
            statements.book(scene.steward(), statement, done -> scene.loaded("money rows", done));
        });
    }
}
