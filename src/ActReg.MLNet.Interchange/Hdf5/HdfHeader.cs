namespace ActReg.MLNet.Interchange;

/// <summary>The header of a group or dataset: messages, in one block or several.</summary>
internal sealed class HdfHeader
{
    private const byte SharedFlag = 0x02;
    private const int MostMessages = 10_000;

    private readonly HdfBytes _bytes;
    private readonly List<HdfMessage> _messages = [];
    private readonly Queue<(ulong Address, ulong Length)> _continuations = [];
    private readonly string _what;

    /// <param name="bytes">The file.</param>
    /// <param name="address">Where the header is.</param>
    /// <param name="path">The object's path, for messages.</param>
    public HdfHeader(HdfBytes bytes, ulong address, string path)
    {
        _bytes = bytes;
        Path = path;
        _what = $"the header of {Damaged.Quoted($"/{path}")}";
        if (bytes.At(address, 1, _what).Byte() == 1)
            ReadFirstVersion(address);
        else
            ReadSecondVersion(address);
    }

    /// <summary>The object's path, without a slash before it.</summary>
    public string Path { get; }

    /// <summary>All messages of a kind.</summary>
    public IEnumerable<HdfMessage> All(HdfMessageKind kind) => _messages.Where(message => message.Kind == kind);

    /// <summary>A cursor over the only message of a kind; <see langword="null"/> where there is none.</summary>
    public HdfCursor? Find(HdfMessageKind kind)
    {
        HdfMessage[] found = [.. All(kind).Take(2)];
        if (found.Length == 0)
            return null;
        if (found.Length > 1)
            throw HdfFile.Damaged($"{_what} says twice what its {kind} is");
        return Cursor(found[0]);
    }

    /// <summary>A cursor over a message that stands here.</summary>
    public HdfCursor Cursor(HdfMessage message) => message.IsShared
        ? throw HdfFile.Damaged($"{_what} shares its {message.Kind} with others, which is not read") : new(message.Data, $"{message.Kind} in {_what}");

    private void ReadFirstVersion(ulong address)
    {
        const int prefix = 16;
        var start = _bytes.At(address, prefix, _what);
        start.Skip(8);
        _continuations.Enqueue((address + prefix, start.UInt32()));
        ReadBlocks(block =>
        {
            while (block.Left >= 8)
            {
                var (kind, length, flags) = ((HdfMessageKind)block.UInt16(), block.UInt16(), block.Byte());
                block.Skip(3);
                Add(new(kind, (flags & SharedFlag) != 0, block.Take(length)));
            }
        });
    }

    private void ReadSecondVersion(ulong address)
    {
        const int most = 4 + 1 + 1 + 16 + 4 + 8;
        var start = _bytes.At(address, Math.Min(most, (ulong)_bytes.Length - address), _what);
        start.Signature("OHDR"u8);
        start.Version(2, 2);
        var flags = start.Byte();
        // Four times of changes, and how many attributes are many.
        start.Skip(((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0));
        var length = start.UInt(1 << (flags & 3));
        var prefix = (flags & 0x04) != 0 ? 6 : 4;
        Read(_bytes.At(address + (ulong)start.Position, length, _what));
        ReadBlocks(block =>
        {
            block.Signature("OCHK"u8);
            // Behind the messages is a checksum.
            Read(block.Part((ulong)Math.Max(0, block.Left - 4)));
        });

        void Read(HdfCursor block)
        {
            while (block.Left >= prefix)
            {
                var (kind, size, messageFlags) = ((HdfMessageKind)block.Byte(), block.UInt16(), block.Byte());
                block.Skip(prefix - 4);
                Add(new(kind, (messageFlags & SharedFlag) != 0, block.Take(size)));
            }
        }
    }

    /// <summary>One block after the other: none is read twice.</summary>
    private void ReadBlocks(Action<HdfCursor> read)
    {
        var seen = new HashSet<ulong>();
        while (_continuations.TryDequeue(out var block))
        {
            if (!seen.Add(block.Address))
                throw HdfFile.Damaged($"{_what} goes on where it has been");
            read(_bytes.At(block.Address, block.Length, _what));
        }
    }

    private void Add(HdfMessage message)
    {
        if (message.Kind == HdfMessageKind.Continuation)
        {
            var cursor = Cursor(message);
            _continuations.Enqueue((cursor.UInt64(), cursor.UInt64()));
            return;
        }

        _messages.Add(message);
        if (_messages.Count > MostMessages)
            throw HdfFile.Damaged($"{_what} has more than {MostMessages} parts");
    }
}
