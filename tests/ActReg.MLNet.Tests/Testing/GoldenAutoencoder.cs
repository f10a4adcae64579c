using System.IO.Compression;
using System.Text.Json;

namespace ActReg.MLNet.Tests;

/// <summary>
/// A case of Golden/sparse_autoencoders.json.gz: three steps of a sparse autoencoder, each on a batch of its own, by PyTorch.
/// </summary>
/// <remarks>The script that made the file, beside it, has all formulas and explains every member; an option that a case is without is null.</remarks>
internal sealed record GoldenAutoencoder(
    string Name, string Sparsity, int Features, int Units, bool Weighted, bool Tied, bool UnitNorm, double LearningRate, float Strength,
    int? K, float? Target, float? Bandwidth, float Auxiliary, int? DeadAfter, GoldenArray[] Initial, GoldenAutoencoderStep[] Steps)
{
    /// <summary>What meta states for arithmetic in float.</summary>
    public const double Tolerance = 5e-6;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly Contents File = Load();

    public static IReadOnlyList<GoldenAutoencoder> All => File.Cases;

    private static Contents Load()
    {
        using var file = System.IO.File.OpenRead(GoldenFile.PathOf("sparse_autoencoders.json.gz"));
        using var json = new GZipStream(file, CompressionMode.Decompress);
        return JsonSerializer.Deserialize<Contents>(json, Options)!;
    }

    private sealed record Contents(GoldenAutoencoder[] Cases);
}
