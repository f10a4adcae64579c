using Microsoft.ML.Tokenizers;
using Microsoft.ML.Transforms;

namespace ActReg.MLNet.TextTests;

/// <summary>Texts as tokens of RoBERTa's vocabulary, which Microsoft.ML.TorchSharp has embedded; its trainers keep their tokenizer to themselves.</summary>
[CustomMappingFactoryAttribute(Name)]
internal sealed class RobertaTokens : CustomMappingFactory<RobertaTokens.From, RobertaTokens.To>
{
    public const string Name = "RobertaTokens";

    private static readonly Lazy<EnglishRobertaTokenizer> Tokenizer = new(() =>
    {
        var library = typeof(Microsoft.ML.TorchSharp.TorchSharpCatalog).Assembly;
        using Stream vocabulary = Open("encoder.json"), merges = Open("vocab.bpe"), counts = Open("dict.txt");
        return EnglishRobertaTokenizer.Create(vocabulary, merges, counts);

        Stream Open(string name) => library.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{library.GetName().Name} has no {name} any more.");
    });

    public static void Map(From from, To to) =>
        to.Tokens = [.. Tokenizer.Value.EncodeToTokens(from.Text, out _).Select(token => token.Value.AsMemory())];

    public override Action<From, To> GetMapping() => Map;

    public sealed class From
    {
        public string Text { get; set; } = "";
    }

    public sealed class To
    {
        public ReadOnlyMemory<char>[] Tokens { get; set; } = [];
    }
}
