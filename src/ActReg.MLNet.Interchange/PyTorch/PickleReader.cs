using System.Buffers.Binary;
using System.Text;

namespace ActReg.MLNet.Interchange;

/// <summary>Reads the pickle of a state_dict: of Python's instructions those that make one, and of Python's names those that are in one. It makes records of them, and runs nothing.</summary>
/// <remarks>As torch/_weights_only_unpickler.py does for <c>torch.load(weights_only=True)</c>; the instructions are those of Python's pickletools.</remarks>
internal sealed class PickleReader
{
    private const int MostObjects = 1_000_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _bytes;
    private readonly List<object?> _stack = [];
    private readonly Stack<int> _marks = [];
    private readonly Dictionary<uint, object?> _memo = [];
    private int _position;
    private int _objects;

    private PickleReader(byte[] bytes) => _bytes = bytes;

    /// <summary>What the pickle says: texts, numbers, lists (tuples too), <see cref="PickleDictionary"/>, <see cref="PickledTensor"/>.</summary>
    /// <exception cref="FormatException">It is no pickle of a state_dict.</exception>
    public static object? Read(byte[] bytes)
    {
        var reader = new PickleReader(bytes);
        while (reader.Step())
        {
        }

        return reader._stack is [var result] ? result : throw StateDict.Damaged("its pickle ends in the middle");
    }

    private bool Step()
    {
        var instruction = Take(1)[0];
        switch (instruction)
        {
            case 0x80: // PROTO
                Take(1);
                break;
            case 0x95: // FRAME
                Take(8);
                break;
            case (byte)'.': // STOP
                return false;
            case (byte)'(': // MARK
                _marks.Push(_stack.Count);
                break;
            case (byte)'N': // NONE
                Push(null);
                break;
            case 0x88 or 0x89: // NEWTRUE, NEWFALSE
                Push(instruction == 0x88);
                break;
            case (byte)'K': // BININT1
                Push((long)Take(1)[0]);
                break;
            case (byte)'M': // BININT2
                Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2)));
                break;
            case (byte)'J': // BININT
                Push((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4)));
                break;
            case 0x8A: // LONG1
                Push(Long(Take(Take(1)[0])));
                break;
            case (byte)'G': // BINFLOAT
                Push(BinaryPrimitives.ReadDoubleBigEndian(Take(8)));
                break;
            case 0x8C: // SHORT_BINUNICODE
                Push(Text(Take(Take(1)[0])));
                break;
            case (byte)'X': // BINUNICODE
                Push(Text(Take(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)))));
                break;
            case (byte)'}': // EMPTY_DICT
                Push(new PickleDictionary());
                break;
            case (byte)']': // EMPTY_LIST
            case (byte)')': // EMPTY_TUPLE
                Push(new List<object?>());
                break;
            case (byte)'t': // TUPLE
                Push(PopToMark());
                break;
            case 0x85 or 0x86 or 0x87: // TUPLE1, TUPLE2, TUPLE3
                Push(Pop(instruction - 0x84));
                break;
            case (byte)'a': // APPEND
                var item = Pop();
                Peek<List<object?>>().Add(item);
                break;
            case (byte)'e': // APPENDS
                var items = PopToMark();
                Peek<List<object?>>().AddRange(items);
                break;
            case (byte)'s': // SETITEM
                var pair = Pop(2);
                Peek<PickleDictionary>().Add(pair);
                break;
            case (byte)'u': // SETITEMS
                var pairs = PopToMark();
                Peek<PickleDictionary>().Add(pairs);
                break;
            case (byte)'q': // BINPUT
                _memo[Take(1)[0]] = Peek<object>();
                break;
            case (byte)'r': // LONG_BINPUT
                _memo[BinaryPrimitives.ReadUInt32LittleEndian(Take(4))] = Peek<object>();
                break;
            case 0x94: // MEMOIZE
                _memo[(uint)_memo.Count] = Peek<object>();
                break;
            case (byte)'h': // BINGET
                Push(Remembered(Take(1)[0]));
                break;
            case (byte)'j': // LONG_BINGET
                Push(Remembered(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))));
                break;
            case (byte)'c': // GLOBAL
                Push(new PickleGlobal(Line(), Line()).Checked());
                break;
            case 0x93: // STACK_GLOBAL
                var name = Pop(2);
                Push(name is [string module, string member] ? new PickleGlobal(module, member).Checked() : throw StateDict.Damaged("its pickle asks for what has no name"));
                break;
            case (byte)'Q': // BINPERSID
                Push(Storage(Pop()));
                break;
            case (byte)'R': // REDUCE
                var (arguments, function) = (Pop(), Pop());
                Push(Made(function, arguments));
                break;
            case (byte)'b': // BUILD
                // What an OrderedDict has besides: versions of modules, in _metadata.
                Pop();
                if (_stack.LastOrDefault() is not PickleDictionary)
                    throw StateDict.Damaged("its pickle sets what no state_dict has");
                break;
            default:
                throw StateDict.Damaged($"its pickle has the instruction {instruction}, which no state_dict needs");
        }

        return true;
    }

    /// <summary>What of the known functions is called.</summary>
    private static object? Made(object? function, object? arguments)
    {
        if (function is not PickleGlobal global || arguments is not IReadOnlyList<object?> list)
            throw StateDict.Damaged("its pickle calls what is no function");
        if (global == PickleGlobal.OrderedDict && list.Count == 0)
            return new PickleDictionary();
        if (global == PickleGlobal.RebuildTensor)
            return PickledTensor.Of(list);
        if (global == PickleGlobal.RebuildParameter && list is [PickledTensor tensor, ..])
            return tensor;
        throw StateDict.Damaged($"its pickle calls {global.Name}, as none of a state_dict does");
    }

    /// <summary>("storage", class, file, device, count), of which the device and the count do not matter.</summary>
    private static PickledStorage Storage(object? id) => id is IReadOnlyList<object?> and ["storage", PickleGlobal kind, string key, ..] && StorageKind.Find(kind.Name) is { } storage
        ? new(storage, key) : throw StateDict.Damaged("numbers are not where a state_dict has them");

    private object? Remembered(uint key) => _memo.TryGetValue(key, out var value) ? value : throw StateDict.Damaged("its pickle recalls what was not there");

    private void Push(object? value)
    {
        if (++_objects > MostObjects)
            throw StateDict.Damaged($"its pickle has more than {MostObjects} objects");
        _stack.Add(value);
    }

    private object? Pop() => Pop(1)[0];

    private List<object?> Pop(int count)
    {
        if (_stack.Count - count < (_marks.TryPeek(out var mark) ? mark : 0))
            throw StateDict.Damaged("its pickle takes more than there is");
        var taken = _stack.GetRange(_stack.Count - count, count);
        _stack.RemoveRange(_stack.Count - count, count);
        return taken;
    }

    private List<object?> PopToMark()
    {
        if (!_marks.TryPeek(out var mark) || mark > _stack.Count)
            throw StateDict.Damaged("its pickle has no mark where it takes all to one");
        var taken = Pop(_stack.Count - mark);
        _marks.Pop();
        return taken;
    }

    private T Peek<T>() => _stack.LastOrDefault() is T value ? value : throw StateDict.Damaged("its pickle fills what is not to be filled");

    private ReadOnlySpan<byte> Take(uint count)
    {
        if (count > _bytes.Length - _position)
            throw StateDict.Damaged("its pickle ends too early");
        _position += (int)count;
        return _bytes.AsSpan(_position - (int)count, (int)count);
    }

    private string Line()
    {
        var length = _bytes.AsSpan(_position).IndexOf((byte)'\n');
        var line = Text(Take(length < 0 ? uint.MaxValue : (uint)length));
        Take(1);
        return line;
    }

    /// <summary>A whole number of up to eight bytes.</summary>
    private static long Long(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > sizeof(long))
            throw StateDict.Damaged("its pickle has a number that is too large");
        long value = bytes.Length > 0 && (bytes[^1] & 0x80) != 0 ? -1 : 0;
        for (var i = bytes.Length - 1; i >= 0; i--)
            value = value << 8 | bytes[i];
        return value;
    }

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw StateDict.Damaged("its pickle has a text that is none", e);
        }
    }
}
