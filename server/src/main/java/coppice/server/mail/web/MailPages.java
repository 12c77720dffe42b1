package coppice.server.mail.web;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Standing;
import coppice.server.identity.Account;
import coppice.server.identity.Identity;
import coppice.server.kernel.Fields;
import coppice.server.mail.Letter;
import coppice.server.mail.Letter.Posted;
import coppice.server.mail.Level;
import coppice.server.mail.Outbox;
import coppice.server.mail.Outbox.Tried;
import coppice.server.mail.Postman;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Message;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// The outbox for stewards, and for everyone how they want to hear.
@Controller
class MailPages {
    private final Outbox outbox;
    private final Postman postman;
    private final Commonses commonses;
    private final Identity identity;

    MailPages(Outbox outbox, Postman postman, Commonses commonses, Identity identity) {
        this.identity = identity;
        this.outbox = outbox;
        this.postman = postman;
        this.commonses = commonses;
    }

    record OutboxPage(Commons commons, boolean isSetUp, List<Line> letters, Optional<Tried> tried) {}

    /// @param address where it can be seen, whole, for passing it on by hand
    record Line(String name, String to, Posted posted, String address) {}

    record LevelPage(Commons commons, Level level, Form form) {}

    record UnsubscribePage(String name, String secret, boolean done) {}

    @GetMapping("/c/{slug}/mail")
    @Allow(Access.STEWARD)
    Page show(Standing standing) {
        return page(standing, Optional.empty());
    }

    private Page page(Standing standing, Optional<Tried> tried) {
        return Page.of(
                "mail/web/outbox.jte",
                new OutboxPage(standing.commons(), outbox.isSetUp(), lines(outbox.recent(standing.steward())), tried));
    }

    private List<Line> lines(List<Posted> letters) {
        var accounts = identity.accounts(letters.stream().map(Posted::account).toList());
        return letters.stream()
                .map(posted -> {
                    var account = Optional.ofNullable(accounts.get(posted.account()));
                    return new Line(
                            account.map(Account::name).orElse(""),
                            account.map(Account::email).orElse(""),
                            posted,
                            postman.address(posted.letter().link()));
                })
                .toList();
    }

    @PostMapping("/c/{slug}/mail/test")
    @Allow(Access.STEWARD)
    Page test(Standing standing) {
        var letter = new Letter(
                Message.of("mail.test-subject", standing.commons().name()),
                Message.of("mail.test-words"),
                standing.commons().address());
        return page(standing, Optional.of(outbox.test(standing.steward(), letter)));
    }

    @GetMapping("/c/{slug}/mail/mine")
    @Allow(Access.MEMBER)
    Page mine(Standing standing) {
        return Page.of(
                "mail/web/level.jte",
                new LevelPage(standing.commons(), outbox.level(standing.member()), Form.fresh(Map.of())));
    }

    @PostMapping("/c/{slug}/mail/mine")
    @Allow(Access.MEMBER)
    Reply choose(Standing standing, Form form) {
        return form.submit(
                () -> {
                    outbox.choose(standing.member(), Fields.choice("level", Level.class, form.value("level")));
                    return standing.commons().address() + "/mail/mine";
                },
                again -> Page.of(
                        "mail/web/level.jte",
                        new LevelPage(standing.commons(), outbox.level(standing.member()), again)));
    }

    @GetMapping("/unsubscribe/{secret}")
    @Allow(Access.PUBLIC)
    Page unsubscribing(@PathVariable String secret) {
        return unsubscribePage(secret, false);
    }

    private Page unsubscribePage(String secret, boolean done) {
        var commons = outbox.unsubscribing(secret);
        String name = commonses.commons(List.of(commons)).stream()
                .map(Commons::name)
                .findFirst()
                .orElse("");
        return Page.of("mail/web/unsubscribe.jte", new UnsubscribePage(name, secret, done));
    }

    /// What the page's button and a mail program's own button send; carries no session.
    @PostMapping("/unsubscribe/{secret}")
    @Allow(Access.PUBLIC)
    Page unsubscribe(@PathVariable String secret) {
        outbox.unsubscribe(secret);
        return unsubscribePage(secret, true);
    }
}
