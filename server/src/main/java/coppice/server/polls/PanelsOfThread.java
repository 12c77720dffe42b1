package coppice.server.polls;

import coppice.server.commons.Commons;
import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.ThreadId;
import coppice.server.talk.GrewHere;
import coppice.server.talk.Thread;
import coppice.server.web.Message;
import coppice.server.web.Text;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Panels that grew out of a thread.
@Component
@Order(30)
class PanelsOfThread implements GrewHere {
    private final PanelTables tables;

    PanelsOfThread(PanelTables tables) {
        this.tables = tables;
    }

    @Override
    public Message heading() {
        return Message.of("polls.panels");
    }

    @Override
    public List<Line> lines(Member viewer, ThreadId thread, Text text) {
        var commons = viewer.commons();
        return tables.panels(commons.id(), Optional.empty(), Optional.of(thread)).stream()
                .map(panel -> new Line(
                        panel.title(), Panels.address(commons, panel.id()), List.of(text.time(panel.drawnAt()))))
                .toList();
    }

    @Override
    public Optional<Way> way(Commons commons, Thread thread) {
        return Optional.of(
                new Way(Message.of("polls.panel-new"), commons.address() + "/polls/panels/new?thread=" + thread.id()));
    }

    @Override
    public boolean any(CommonsId commons, ThreadId thread) {
        return !tables.panels(commons, Optional.empty(), Optional.of(thread)).isEmpty();
    }

    @Override
    public void moved(CommonsId commons, ThreadId from, ThreadId into) {
        tables.moved(commons, from, into);
    }
}
