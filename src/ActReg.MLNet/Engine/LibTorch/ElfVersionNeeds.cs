using System.Buffers.Binary;
using System.Text;

namespace ActReg.MLNet;

/// <summary>The symbol versions that an ELF library needs of other libraries (its <c>.gnu.version_r</c> table).</summary>
/// <remarks>Structures and constants: System V ABI; Linux Standard Base, "Symbol Versioning".</remarks>
internal static class ElfVersionNeeds
{
    private const uint ProgramHeaderLoad = 1;
    private const uint ProgramHeaderDynamic = 2;
    private const ulong DynamicEnd = 0;
    private const ulong DynamicStrings = 5;
    private const ulong DynamicVersionNeeds = 0x6ffffffe;
    private const ushort FlagWeak = 2;

    /// <summary>
    /// Copies a library's image with its need for one symbol version made weak: the system's loader then takes the library although
    /// nothing provides that version.
    /// </summary>
    /// <param name="image">The bytes of a 64-bit little-endian ELF file.</param>
    /// <param name="version">The version's name, such as <c>GLIBCXX_3.4.32</c>.</param>
    /// <returns>The changed copy; null when the library does not need that version, or needs it weakly already.</returns>
    /// <exception cref="InvalidDataException">The image is not 64-bit little-endian ELF, or its tables lead outside of it.</exception>
    public static byte[]? MakeWeak(ReadOnlySpan<byte> image, string version)
    {
        var header = Slice(image, 0, 64);
        if (!header.StartsWith("\u007fELF"u8))
            throw new InvalidDataException("Not an ELF file.");
        if (header[4] != 2 || header[5] != 1)
            throw new InvalidDataException("Not a 64-bit little-endian ELF file.");

        if (FindFlags(image, Encoding.ASCII.GetBytes(version)) is not { } offset)
            return null;
        var flags = UInt16(image, offset);
        if ((flags & FlagWeak) != 0)
            return null;

        var patched = image.ToArray();
        BinaryPrimitives.WriteUInt16LittleEndian(patched.AsSpan((int)offset), (ushort)(flags | FlagWeak));
        return patched;
    }

    /// <summary>Where the flags (<c>vna_flags</c>) of the version's entry are.</summary>
    private static ulong? FindFlags(ReadOnlySpan<byte> image, ReadOnlySpan<byte> version)
    {
        var (stringsAddress, needsAddress) = ReadDynamic(image);
        if (needsAddress == 0)
            return null;
        var strings = FileOffset(image, stringsAddress);

        // One entry per library needed, and below it one per version. Offsets are relative, positive, and 0 at the end.
        for (ulong need = FileOffset(image, needsAddress), nextNeed = 1; nextNeed != 0; need += nextNeed)
        {
            nextNeed = UInt32(image, need + 12);
            var entry = need + UInt32(image, need + 8);
            for (ulong nextEntry = 1; nextEntry != 0; entry += nextEntry)
            {
                nextEntry = UInt32(image, entry + 12);
                var name = Slice(image, strings + UInt32(image, entry + 8), (ulong)version.Length + 1);
                if (name.StartsWith(version) && name[^1] == 0)
                    return entry + 4;
            }
        }

        return null;
    }

    private static (ulong Strings, ulong Needs) ReadDynamic(ReadOnlySpan<byte> image)
    {
        foreach (var header in ProgramHeaders(image))
        {
            if (UInt32(image, header) != ProgramHeaderDynamic)
                continue;

            ulong strings = 0, needs = 0;
            for (var entry = UInt64(image, header + 8); UInt64(image, entry) is var tag and not DynamicEnd; entry += 16)
            {
                if (tag == DynamicStrings) strings = UInt64(image, entry + 8);
                else if (tag == DynamicVersionNeeds) needs = UInt64(image, entry + 8);
            }

            return (strings, needs);
        }

        throw new InvalidDataException("Not a dynamic ELF library: it has no dynamic segment.");
    }

    /// <summary>Where in the file a virtual address is loaded from.</summary>
    private static ulong FileOffset(ReadOnlySpan<byte> image, ulong address)
    {
        foreach (var header in ProgramHeaders(image))
        {
            var inSegment = address - UInt64(image, header + 16);
            if (UInt32(image, header) == ProgramHeaderLoad && inSegment < UInt64(image, header + 32))
                return UInt64(image, header + 8) + inSegment;
        }

        throw new InvalidDataException($"No segment of the ELF file holds address 0x{address:x}.");
    }

    private static ulong[] ProgramHeaders(ReadOnlySpan<byte> image)
    {
        ulong first = UInt64(image, 0x20), size = UInt16(image, 0x36);
        var headers = new ulong[UInt16(image, 0x38)];
        for (var i = 0; i < headers.Length; i++)
            headers[i] = first + (ulong)i * size;
        return headers;
    }

    private static ushort UInt16(ReadOnlySpan<byte> image, ulong offset) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(image, offset, 2));

    private static uint UInt32(ReadOnlySpan<byte> image, ulong offset) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(image, offset, 4));

    private static ulong UInt64(ReadOnlySpan<byte> image, ulong offset) => BinaryPrimitives.ReadUInt64LittleEndian(Slice(image, offset, 8));

    private static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> image, ulong offset, ulong length)
    {
        var size = (ulong)image.Length;
        if (length > size || offset > size - length)
            throw new InvalidDataException($"The ELF file is cut off or damaged: {size} bytes, {length} wanted at 0x{offset:x}.");
        return image.Slice((int)offset, (int)length);
    }
}
