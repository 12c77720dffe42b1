package coppice.server.files;

import coppice.server.kernel.Refusal;
import java.util.List;

/// What `files` refuses.
public sealed interface FilesRefusal extends Refusal {
    @Override
    default Kind kind() {
        return Kind.INVALID;
    }

    @Override
    default String field() {
        return "file";
    }

    record FileTooLarge(int megabytes) implements FilesRefusal {
        @Override
        public String code() {
            return "file-over-limit";
        }

        @Override
        public List<Object> facts() {
            return List.of(megabytes);
        }
    }

    /// Neither a picture nor a PDF nor plain text.
    record FileKind() implements FilesRefusal {
        @Override
        public String code() {
            return "file-kind";
        }
    }

    /// A picture that cannot be drawn, or one of more points than anyone needs.
    record FileBroken() implements FilesRefusal {
        @Override
        public String code() {
            return "file-broken";
        }
    }
}
