package coppice.server.outcomes.web;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.Uid;
import com.rometools.rome.feed.synd.SyndContentImpl;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndEntryImpl;
import com.rometools.rome.feed.synd.SyndFeedImpl;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedOutput;
import coppice.server.commons.Commons;
import coppice.server.commons.Standing;
import coppice.server.kernel.Fields;
import coppice.server.mail.Postman;
import coppice.server.outcomes.FeedId;
import coppice.server.outcomes.Feeds;
import coppice.server.outcomes.Feeds.Feed;
import coppice.server.outcomes.Feeds.Kind;
import coppice.server.outcomes.Feeds.Line;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Page;
import coppice.server.web.Redirect;
import coppice.server.web.Text;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// News for readers (Atom) and dates for calendars (iCalendar).
@Controller
class FeedPages {
    private final Feeds feeds;
    private final Postman postman;

    FeedPages(Feeds feeds, Postman postman) {
        this.feeds = feeds;
        this.postman = postman;
    }

    /// @param made an address that was made just now; it is shown this once
    record FeedsPage(Commons commons, List<Feed> feeds, Optional<String> made) {}

    @GetMapping("/c/{slug}/outcomes/feeds")
    @Allow(Access.MEMBER)
    Page show(Standing standing) {
        return page(standing, Optional.empty());
    }

    private Page page(Standing standing, Optional<String> made) {
        return Page.of("outcomes/web/feeds.jte", new FeedsPage(standing.commons(), feeds.of(standing.member()), made));
    }

    @PostMapping("/c/{slug}/outcomes/feeds")
    @Allow(Access.MEMBER)
    Page make(Standing standing, Form form) {
        var kind = Fields.choice("kind", Kind.class, form.value("kind"));
        String ending = kind == Kind.ATOM ? ".atom" : ".ics";
        return page(standing, Optional.of(postman.address("/feeds/" + feeds.make(standing.member(), kind) + ending)));
    }

    @PostMapping("/c/{slug}/outcomes/feeds/{feed}/end")
    @Allow(value = Access.MEMBER, afterEnd = true)
    Redirect end(Standing standing, @PathVariable FeedId feed) {
        feeds.end(standing.member(), feed);
        return new Redirect(standing.commons().address() + "/outcomes/feeds");
    }

    @GetMapping("/feeds/{secret}.atom")
    @Allow(Access.PUBLIC)
    ResponseEntity<byte[]> atom(@PathVariable String secret, Text text) throws FeedException {
        var reader = feeds.reader(secret, Kind.ATOM);
        var commons = reader.commons();
        var feed = new SyndFeedImpl();
        feed.setFeedType("atom_1.0");
        feed.setTitle(commons.name());
        feed.setUri("urn:uuid:" + commons.id());
        feed.setLink(postman.address(commons.address() + "/decisions"));
        var lines = feeds.lines(reader);
        feed.setPublishedDate(Date.from(
                lines.isEmpty() ? java.time.Instant.EPOCH : lines.getFirst().at()));
        feed.setEntries(lines.stream().map(line -> entry(line, text)).toList());
        return file(
                new SyndFeedOutput().outputString(feed),
                new MediaType("application", "atom+xml", StandardCharsets.UTF_8));
    }

    private SyndEntry entry(Line line, Text text) {
        var entry = new SyndEntryImpl();
        entry.setUri("urn:uuid:" + line.id());
        entry.setTitle(line.title());
        entry.setLink(postman.address(line.address()));
        entry.setUpdatedDate(Date.from(line.at()));
        var words = new SyndContentImpl();
        words.setType("text/plain");
        words.setValue(
                text.say(line.open() ? "polls.closes" : "polls.closed-at", line.open() ? line.starts() : line.at()));
        entry.setDescription(words);
        return entry;
    }

    @GetMapping("/feeds/{secret}.ics")
    @Allow(Access.PUBLIC)
    ResponseEntity<byte[]> calendar(@PathVariable String secret, Text text) {
        var reader = feeds.reader(secret, Kind.ICAL);
        var commons = reader.commons();
        var calendar = new ICalendar();
        calendar.setProductId("-//Coppice//Decisions//EN");
        calendar.setName(commons.name());
        for (var line : feeds.lines(reader)) {
            if (!line.open() && !line.event()) continue;
            var event = new VEvent();
            event.setUid(new Uid(line.id() + "@coppice"));
            event.setDateTimeStamp(Date.from(line.at()));
            event.setSummary(line.event() ? line.title() : text.say("outcomes.close-of", line.title()));
            event.setDateStart(Date.from(line.starts()), true);
            event.setDuration(biweekly.util.Duration.fromMillis(
                    Duration.ofHours(line.event() ? 1 : 0).toMillis()));
            event.setUrl(postman.address(line.address()));
            calendar.addEvent(event);
        }
        return file(Biweekly.write(calendar).go(), new MediaType("text", "calendar", StandardCharsets.UTF_8));
    }

    private static ResponseEntity<byte[]> file(String text, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(text.getBytes(StandardCharsets.UTF_8));
    }
}
