package coppice.server.contributions;

import coppice.server.contributions.Histories.Item;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Today;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.util.io.DisabledOutputStream;
import org.springframework.stereotype.Service;

/// Reads the history of a Git repository: every commit that is no merge, the oldest first, without rename
/// detection.
///
/// Authors are known by their name, never by their e-mail address.
@Service
public class GitHistory {
    private static final int ANSWER_SECONDS = 20;

    /// From a folder on this machine; for the command line alone, never for an address somebody typed into a
    /// page.
    public List<Item> fromPath(Path folder) {
        try (var git = Git.open(folder.toFile())) {
            return items(git.getRepository());
        } catch (IOException unreadable) {
            throw new Refused(new ContributionRefusal.HistoryUnreachable(folder.toString()));
        }
    }

    /// From a public https address; addresses inside anybody's own network are refused.
    public List<Item> fromUrl(String url) {
        checkPublic(url);
        Path folder = null;
        try {
            folder = Files.createTempDirectory("coppice-history");
            try (var git = Git.cloneRepository()
                    .setURI(url)
                    .setBare(true)
                    .setDirectory(folder.toFile())
                    .setTimeout(ANSWER_SECONDS)
                    .setTransportConfigCallback(transport -> {
                        if (transport instanceof TransportHttp http) http.setHttpConnectionFactory(new OneHost(url));
                    })
                    .call()) {
                return items(git.getRepository());
            }
        } catch (IOException | GitAPIException | JGitInternalException unreachable) {
            throw new Refused(new ContributionRefusal.HistoryUnreachable(url));
        } finally {
            if (folder != null) delete(folder);
        }
    }

    /// Connections to the host that was asked for alone, looked at anew each time: no redirect and no alternate of the
    /// other side leads anywhere else.
    record OneHost(String url) implements HttpConnectionFactory {
        @Override
        public HttpConnection create(URL to) throws IOException {
            return create(to, Proxy.NO_PROXY);
        }

        @Override
        public HttpConnection create(URL to, Proxy proxy) throws IOException {
            var asked = URI.create(url);
            if (!to.getProtocol().equals("https")
                    || !to.getHost().equalsIgnoreCase(asked.getHost())
                    || to.getPort() != asked.getPort()) throw new IOException("leads to " + to.getHost());
            checkPublic(to.toString());
            return new JDKHttpConnectionFactory().create(to, proxy);
        }
    }

    static void checkPublic(String url) {
        try {
            var uri = URI.create(url);
            if (!"https".equals(uri.getScheme()) || uri.getHost() == null || uri.getUserInfo() != null)
                throw new Refused(new ContributionRefusal.AddressNotAllowed(url));
            for (var address : InetAddress.getAllByName(uri.getHost()))
                if (!isPublic(address)) throw new Refused(new ContributionRefusal.AddressNotAllowed(url));
        } catch (IllegalArgumentException notAUrl) {
            throw new Refused(new ContributionRefusal.AddressNotAllowed(url));
        } catch (UnknownHostException unknown) {
            throw new Refused(new ContributionRefusal.HistoryUnreachable(url));
        }
    }

    private static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        boolean shared = bytes.length == 4 && (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
        return !(address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || uniqueLocal
                || shared);
    }

    private static List<Item> items(Repository repository) throws IOException {
        var items = new ArrayList<Item>();
        var head = repository.resolve("HEAD");
        if (head == null) return items;
        try (var walk = new RevWalk(repository);
                var reader = repository.newObjectReader();
                var formatter = new DiffFormatter(DisabledOutputStream.INSTANCE)) {
            formatter.setRepository(repository);
            walk.markStart(walk.parseCommit(head));
            walk.sort(RevSort.COMMIT_TIME_DESC);
            walk.sort(RevSort.REVERSE, true);
            for (var commit : walk) if (commit.getParentCount() < 2) items.add(item(commit, walk, reader, formatter));
        }
        return items;
    }

    private static Item item(RevCommit commit, RevWalk walk, ObjectReader reader, DiffFormatter formatter)
            throws IOException {
        AbstractTreeIterator before = new EmptyTreeIterator();
        if (commit.getParentCount() == 1)
            before = new CanonicalTreeParser(
                    null, reader, walk.parseCommit(commit.getParent(0)).getTree());
        var after = new CanonicalTreeParser(null, reader, commit.getTree());
        long lines = 0;
        var areas = new HashMap<String, Long>();
        for (var entry : formatter.scan(before, after)) {
            long changed = 0;
            for (var edit : formatter.toFileHeader(entry).toEditList())
                changed += edit.getLengthA() + edit.getLengthB();
            lines += changed;
            String path =
                    entry.getChangeType() == DiffEntry.ChangeType.DELETE ? entry.getOldPath() : entry.getNewPath();
            areas.merge(path.indexOf('/') < 0 ? "(root)" : path.substring(0, path.indexOf('/')), changed, Long::sum);
        }
        String work = areas.entrySet().stream()
                .max(java.util.Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(java.util.Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(java.util.Map.Entry::getKey)
                .orElse("");
        String subject = commit.getShortMessage();
        String author = commit.getAuthorIdent().getName();
        return new Item(
                commit.name(),
                Today.of(commit.getAuthorIdent().getWhenAsInstant()),
                author.isBlank() ? "?" : author.length() > 100 ? author.substring(0, 100) : author,
                BigDecimal.valueOf(lines),
                work.length() > 100 ? work.substring(0, 100) : work,
                subject.length() > 200 ? subject.substring(0, 200) : subject);
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException leftBehind) {
            // the operating system clears its temporary folder
        }
    }
}
