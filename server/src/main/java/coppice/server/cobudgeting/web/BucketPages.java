package coppice.server.cobudgeting.web;

import coppice.server.cobudgeting.Ballots;
import coppice.server.cobudgeting.BucketState;
import coppice.server.cobudgeting.Buckets;
import coppice.server.cobudgeting.Fundings;
import coppice.server.commons.Standing;
import coppice.server.files.FileId;
import coppice.server.files.Files;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refused;
import coppice.server.talk.Threads;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// Buckets read, funded, backed, changed.
@Controller
class BucketPages {
    private final Buckets buckets;
    private final Fundings fundings;
    private final Ballots ballots;
    private final Files files;
    private final BucketView view;

    BucketPages(Buckets buckets, Fundings fundings, Ballots ballots, Files files, BucketView view) {
        this.buckets = buckets;
        this.fundings = fundings;
        this.ballots = ballots;
        this.files = files;
        this.view = view;
    }

    @GetMapping("/c/{slug}/cobudgeting/buckets/{bucket}")
    @Allow(Access.PUBLIC)
    Page one(Standing standing, Text text, @PathVariable String bucket) {
        return view.page(standing, text, Ids.parse(bucket), Form.fresh(Map.of()));
    }

    /// Lets something happen to a bucket: publish it, take what is there, report, end it.
    @PostMapping("/c/{slug}/cobudgeting/buckets/{bucket}/changes")
    @Allow(Access.MEMBER)
    Reply change(Standing standing, Text text, @PathVariable String bucket, Form form) {
        var id = buckets.bucket(standing, Ids.parse(bucket)).id();
        return form.submit(
                () -> {
                    happen(
                            standing,
                            id,
                            Fields.choice("event", BucketState.Event.class, form.value("event")),
                            form.value("report"),
                            form.value("reason"));
                    return Buckets.address(standing.commons(), id);
                },
                again -> view.page(standing, text, id, again));
    }

    void happen(Standing standing, UUID id, BucketState.Event event, String report, String reason) {
        var member = standing.member();
        var commons = standing.commons();
        switch (event) {
            case WORK_OUT -> buckets.workOut(member, id);
            case PUBLISH -> buckets.publish(member, id);
            case WITHDRAW -> buckets.withdraw(member, id);
            case ACCEPT -> buckets.accept(member, id);
            case GIVE_BACK -> buckets.decline(member, id);
            case START -> buckets.start(member, id);
            case REPORT -> buckets.report(member, id, report);
            case COMPLETE -> buckets.complete(member, id, report);
            case CANCEL -> buckets.cancel(member, id, reason);
            case OPEN, FILL, RAISE, FALL_SHORT, END_EMPTY, RUN_LATE ->
                throw new Refused(
                        new KernelRefusal.BadField("event", KernelRefusal.BadField.Fault.NOT_A_CHOICE, event.name()));
        }
    }

    @PostMapping("/c/{slug}/cobudgeting/buckets/{bucket}/fundings")
    @Allow(Access.MEMBER)
    Reply fund(Standing standing, Text text, @PathVariable String bucket, Form form) {
        var id = buckets.bucket(standing, Ids.parse(bucket)).id();
        var commons = standing.commons();
        return form.submit(
                () -> {
                    long amount = Money.parsePositive("amount", form.value("amount"), commons.currency())
                            .minorUnits();
                    if (form.chose("do", "back")) fundings.takeBack(standing.member(), id, amount, form.key());
                    else fundings.fund(standing.member(), id, amount, form.key());
                    return Buckets.address(commons, id);
                },
                again -> view.page(standing, text, id, again));
    }

    @PostMapping("/c/{slug}/cobudgeting/buckets/{bucket}/support")
    @Allow(Access.MEMBER)
    Reply support(Standing standing, Text text, @PathVariable String bucket, Form form) {
        var id = buckets.bucket(standing, Ids.parse(bucket)).id();
        return form.submit(
                () -> {
                    ballots.support(standing.member(), id, Fields.whole("points", form.value("points"), 0, 100));
                    return Buckets.address(standing.commons(), id);
                },
                again -> view.page(standing, text, id, again));
    }

    @PostMapping("/c/{slug}/cobudgeting/buckets/{bucket}/sponsors")
    @Allow(Access.MEMBER)
    Reply sponsor(Standing standing, Text text, @PathVariable String bucket, Form form) {
        var id = buckets.bucket(standing, Ids.parse(bucket)).id();
        return form.submit(
                () -> {
                    buckets.sponsor(standing.member(), id);
                    return Buckets.address(standing.commons(), id);
                },
                again -> view.page(standing, text, id, again));
    }

    @PostMapping("/c/{slug}/cobudgeting/buckets/{bucket}/images")
    @Allow(Access.MEMBER)
    Reply image(
            Standing standing,
            Text text,
            @PathVariable String bucket,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Form form) {
        var id = buckets.bucket(standing, Ids.parse(bucket)).id();
        return form.submit(
                () -> {
                    if (form.values().containsKey("remove"))
                        buckets.removeImage(standing.member(), id, form.id("remove", FileId::new));
                    else
                        buckets.addImage(
                                standing.member(),
                                id,
                                Files.brought(file)
                                        .orElseThrow(() -> new Refused(new KernelRefusal.BadField(
                                                "file", KernelRefusal.BadField.Fault.MISSING, ""))));
                    return Buckets.address(standing.commons(), id);
                },
                again -> view.page(standing, text, id, again));
    }

    @GetMapping("/c/{slug}/cobudgeting/buckets/{bucket}/images/{file}")
    @Allow(Access.PUBLIC)
    ResponseEntity<byte[]> picture(Standing standing, @PathVariable String bucket, @PathVariable FileId file) {
        var found = buckets.bucket(standing, Ids.parse(bucket));
        if (!buckets.details(standing.commons().id(), found.id()).images().contains(file))
            throw new Refused(new KernelRefusal.NotFound());
        return files.answer(standing.commons().id(), file);
    }

    /// Leads to the thread about a bucket, and begins it where there is none.
    @PostMapping("/c/{slug}/cobudgeting/buckets/{bucket}/thread")
    @Allow(Access.MEMBER)
    Reply talk(Standing standing, Text text, @PathVariable String bucket, Form form) {
        var id = buckets.bucket(standing, Ids.parse(bucket)).id();
        return form.submit(
                () -> Threads.address(standing.commons(), buckets.talk(standing.member(), id)),
                again -> view.page(standing, text, id, again));
    }
}
