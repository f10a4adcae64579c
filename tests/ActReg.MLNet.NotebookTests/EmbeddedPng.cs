using System.Buffers.Binary;
using System.Text.RegularExpressions;

namespace ActReg.MLNet.NotebookTests;

/// <summary>Images inside HTML.</summary>
internal static partial class EmbeddedPng
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Splits HTML into what it says without the images' data, and the images' sizes in pixels.</summary>
    /// <exception cref="AssertFailedException">An image is not a PNG.</exception>
    public static (string Text, IReadOnlyList<(int Width, int Height)> Sizes) Extract(string html)
    {
        var sizes = Data().Matches(html).Select(match => Size(Convert.FromBase64String(match.Groups["base64"].Value))).ToArray();
        return (Data().Replace(html, "(image)"), sizes);
    }

    // A PNG starts with its signature and a chunk whose first fields are the width and the height.
    private static (int Width, int Height) Size(ReadOnlySpan<byte> file)
    {
        if (file.Length < 24 || !file.StartsWith(Signature))
            throw new AssertFailedException($"An image must be a PNG; received {file.Length} bytes that are not.");
        return (BinaryPrimitives.ReadInt32BigEndian(file[16..]), BinaryPrimitives.ReadInt32BigEndian(file[20..]));
    }

    [GeneratedRegex("data:image/[^;]+;base64,(?<base64>[A-Za-z0-9+/=]*)")]
    private static partial Regex Data();
}
