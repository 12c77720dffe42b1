package coppice.server.polls.web;

import coppice.rules.voting.PollRule.Method;
import coppice.server.commons.CircleId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ThreadId;
import coppice.server.polls.Poll.Kind;
import coppice.server.polls.Poll.Shows;
import coppice.server.polls.PollDraft;
import coppice.server.web.Api;
import coppice.server.web.Form;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A poll as a program sends it or a form says it: one set of defaults, whichever way it came.
///
/// @param options none for a question or a check; for times `2026-12-01 18:00`
/// @param least   the fewest to choose, or the smallest score
/// @param most    the most to choose, the largest score, the dots or the credits
/// @param circle   those of a circle or class are asked
/// @param named    certain people are asked, by party; with neither: all members
/// @param weighted voices weigh what the charter says; counts are then hundredths of a voice
record PollBody(
        @Nullable String thread,
        String title,
        @Nullable String words,
        String kind,
        @Nullable List<String> options,
        @Nullable String zone,
        @Nullable Integer least,
        @Nullable Integer most,
        @Nullable String method,
        @Nullable Integer seats,
        @Nullable Boolean secret,
        @Nullable String shows,
        @Nullable Integer days,
        @Nullable String circle,
        @Nullable List<String> named,
        @Nullable Boolean weighted) {
    static PollBody of(Form form) {
        return new PollBody(
                form.value("thread"),
                form.value("title"),
                form.value("words"),
                form.value("kind"),
                form.value("options")
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList(),
                form.value("zone"),
                number(form, "least"),
                number(form, "most"),
                form.value("method"),
                number(form, "seats"),
                form.chose("secret", "yes"),
                form.value("shows"),
                number(form, "days"),
                form.value("circle"),
                form.values().keySet().stream()
                        .filter(field -> field.startsWith("named."))
                        .map(field -> field.substring("named.".length()))
                        .toList(),
                form.chose("weighted", "yes"));
    }

    private static @Nullable Integer number(Form form, String field) {
        return form.optional(field, it -> form.whole(it, Integer.MIN_VALUE, Integer.MAX_VALUE))
                .orElse(null);
    }

    PollDraft draft() {
        var what = Fields.choice("kind", Kind.class, kind);
        return new PollDraft(
                given(thread).map(one -> Fields.id("thread", ThreadId::new, one)),
                Api.given(title),
                Api.given(words),
                what,
                options == null ? List.of() : options,
                given(zone).orElse("UTC"),
                least == null ? what.usualLeast() : least,
                most == null ? what.usualMost() : most,
                given(method).map(it -> Fields.choice("method", Method.class, it)),
                seats == null ? 1 : seats,
                Boolean.TRUE.equals(secret),
                given(shows).map(it -> Fields.choice("shows", Shows.class, it)).orElse(Shows.ALWAYS),
                days == null ? 7 : days,
                new PollDraft.Who(
                        given(circle).map(one -> Fields.id("circle", CircleId::new, one)),
                        (named == null ? List.<String>of() : named)
                                .stream()
                                        .map(party -> Fields.id("named", PartyId::new, party))
                                        .toList(),
                        Boolean.TRUE.equals(weighted)));
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.of(Api.given(text).strip()).filter(it -> !it.isEmpty());
    }

    /// What stands in a fresh form: what would be taken if nothing was said.
    static Map<String, String> usual(Kind kind) {
        var usual = of(Form.fresh(Map.of("kind", kind.name()))).draft();
        var values = new TreeMap<>(Map.of(
                "days", String.valueOf(usual.days()),
                "seats", String.valueOf(usual.seats()),
                "shows", usual.shows().name(),
                "zone", usual.zone(),
                "least", String.valueOf(usual.least()),
                "most", String.valueOf(usual.most())));
        kind.methods().stream().findFirst().ifPresent(method -> values.put("method", method.name()));
        return values;
    }
}
