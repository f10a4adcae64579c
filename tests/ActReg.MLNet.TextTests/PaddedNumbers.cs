using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace ActReg.MLNet.TextTests;

/// <summary>Keys of any number as so many numbers for an embedding; 0 is padding.</summary>
[CustomMappingFactoryAttribute(Name)]
internal sealed class PaddedNumbers : CustomMappingFactory<PaddedNumbers.From, PaddedNumbers.To>
{
    public const string Name = "PaddedNumbers";
    public const int Length = 32;
    public const int MostWords = 255;

    public static void Map(From from, To to)
    {
        to.Features = new float[Length];
        for (var i = 0; i < Math.Min(Length, from.TokenKeys.Length); i++)
            to.Features[i] = from.TokenKeys[i];
    }

    public override Action<From, To> GetMapping() => Map;

    public sealed class From
    {
        [KeyType(MostWords)]
        public uint[] TokenKeys { get; set; } = [];
    }

    public sealed class To
    {
        [VectorType(Length)]
        public float[] Features { get; set; } = [];
    }
}
