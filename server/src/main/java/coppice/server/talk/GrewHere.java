package coppice.server.talk;

import coppice.server.commons.Commons;
import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.ThreadId;
import coppice.server.web.Message;
import coppice.server.web.Text;
import java.util.List;
import java.util.Optional;

/// What can grow out of a thread. A room above offers its own as a bean: the thread's page shows it, and it goes along
/// when a thread goes on in another.
public interface GrewHere {
    /// What stands over the lines.
    Message heading();

    /// What grew out of a thread, as somebody who may read the thread sees it.
    List<Line> lines(Member viewer, ThreadId thread, Text text);

    /// How to let something grow out of it; absent where it cannot.
    Optional<Way> way(Commons commons, Thread thread);

    /// Whether anything grew: all were asked then, and the thread stays open to all.
    boolean any(CommonsId commons, ThreadId thread);

    /// All of it goes on in another thread.
    void moved(CommonsId commons, ThreadId from, ThreadId into);

    /// @param says how it stands, in the viewer's language
    record Line(String title, String address, List<String> says) {}

    /// @param word what stands on the button
    record Way(Message word, String address) {}
}
