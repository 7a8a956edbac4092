namespace CreditBridge.Jobs.Connectors.Folder;

/// <summary>Reads physical lines in bounded memory, from an offset on.</summary>
internal sealed class LineReader
{
    private readonly Stream _stream;
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private long _offset;

    public LineReader(Stream stream, long offset)
    {
        (_stream, _offset) = (stream, offset);
        stream.Position = offset;
    }

    public TextLine? Read()
    {
        var searched = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (found >= 0)
                return Line(searched + found, breakLength: 1);
            searched = _end - _start;
            if (searched > TextLine.MostBytes)
                return PassOver();
            if (!Fill())
                return searched == 0 ? null : Line(searched, breakLength: 0);
        }
    }

    private TextLine Line(int length, int breakLength)
    {
        var bytes = _buffer.AsMemory(_start, length);
        _start += length + breakLength;
        _offset += length + breakLength;
        return new(bytes.Span is [.., (byte)'\r'] ? bytes[..^1] : bytes, length, _offset);
    }

    private TextLine PassOver()
    {
        var kept = _buffer.AsMemory(_start, TextLine.KeptOfTooLong).ToArray();
        long length = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            length += found < 0 ? _end - _start : found;
            if (found >= 0)
            {
                _start += found + 1;
                _offset += length + 1;
                return new(kept, length, _offset);
            }

            _start = _end = 0;
            if (!Fill())
            {
                _offset += length;
                return new(kept, length, _offset);
            }
        }
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
