package coppice.server.web;

import java.util.List;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.node.Image;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;

/// What people write, with the marks of Markdown (CommonMark) made visible. Their own HTML is shown as they
/// typed it, addresses that could run something are left out, and pictures from elsewhere become links to
/// them.
public final class Markdown {
    private static final List<AutolinkExtension> EXTENSIONS = List.of((AutolinkExtension) AutolinkExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final AttributeProvider LINKS = (node, tag, attributes) -> {
        if (tag.equals("a")) attributes.put("rel", "nofollow noopener");
    };
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .softbreak("<br>\n")
            .attributeProviderFactory(_ -> LINKS)
            .build();

    private Markdown() {}

    /// Safe HTML.
    public static String html(String words) {
        var document = PARSER.parse(words);
        document.accept(new org.commonmark.node.AbstractVisitor() {
            @Override
            public void visit(Image image) {
                var link = new org.commonmark.node.Link(image.getDestination(), image.getTitle());
                for (var child = image.getFirstChild(); child != null; child = image.getFirstChild())
                    link.appendChild(child);
                if (link.getFirstChild() == null)
                    link.appendChild(new org.commonmark.node.Text(image.getDestination()));
                image.insertAfter(link);
                image.unlink();
            }
        });
        return RENDERER.render(document);
    }
}
