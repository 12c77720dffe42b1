package coppice.server.kernel;

import java.util.List;

/// A file that somebody brought cannot be read; nothing of it was taken.
public sealed interface FileRefusal extends Refusal {
    @Override
    default Kind kind() {
        return Kind.INVALID;
    }

    @Override
    default String field() {
        return "file";
    }

    static Refusal of(CsvFile.Fault fault) {
        return switch (fault) {
            case CsvFile.Fault.NotUtf8(long position) -> new WrongEncoding(position);
            case CsvFile.Fault.NoColumn(String column, String columns) -> new NoSuchColumn(column, columns);
            case CsvFile.Fault.Malformed(long line) -> new MalformedLine(line);
            case CsvFile.Fault.LineTooLong(long line) -> new LineTooLong(line);
            case CsvFile.Fault.Empty() -> new EmptyFile();
        };
    }

    record WrongEncoding(long position) implements FileRefusal {
        @Override
        public String code() {
            return "wrong-encoding";
        }

        @Override
        public List<Object> facts() {
            return List.of(position);
        }
    }

    record NoSuchColumn(String column, String columns) implements FileRefusal {
        @Override
        public String code() {
            return "no-such-column";
        }

        @Override
        public List<Object> facts() {
            return List.of(column, columns);
        }
    }

    record MalformedLine(long line) implements FileRefusal {
        @Override
        public String code() {
            return "malformed-line";
        }

        @Override
        public List<Object> facts() {
            return List.of(line);
        }
    }

    record LineTooLong(long line) implements FileRefusal {
        @Override
        public String code() {
            return "line-too-long";
        }

        @Override
        public List<Object> facts() {
            return List.of(line);
        }
    }

    record EmptyFile() implements FileRefusal {
        @Override
        public String code() {
            return "empty-file";
        }
    }
}
