// The code of text.ipynb, which a test wrote here: from this folder, dotnet run text.cs
#:package ActReg.MLNet@0.1.0
#:package ActReg.MLNet.Plotting@0.1.0
#:package libtorch-cpu-linux-x64@2.10.0
#:package Microsoft.ML.TorchSharp@0.23.1
// Until the packages are on nuget.org: where 'dotnet pack -c Release' in the repository's folder puts them.
#:property RestoreAdditionalProjectSources=../artifacts/package/release
#:property PublishAot=false
#:property UseCurrentRuntimeIdentifier=true
#:property Nullable=disable

using ActReg.MLNet;
using ActReg.MLNet.Plotting;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Tokenizers;
using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Text;
using System.IO;

// Texts
var mlContext = new MLContext(seed: 1);
string[] praise = ["good", "great", "lovely", "splendid"], blame = ["bad", "poor", "awful", "dreadful"];
string[] others = ["music", "popcorn", "sound", "company", "weather"];

IDataView Reviews(int count, int seed)
{
    var random = new Random(seed);
    string Any(params string[] words) => words[random.Next(words.Length)];

    string Sentence(string thing, bool isPraise)
    {
        var (said, opposite) = isPraise ? (Any(praise), Any(blame)) : (Any(blame), Any(praise));
        return random.Next(4) switch
        {
            0 => $"The {thing} was {said}.",
            1 => $"The {thing} was not {opposite}.",
            2 => $"I expected the {thing} to be {opposite}, but it was {said}.",
            _ => $"The {thing}, which my sister had called {Any([.. praise, .. blame])}, was {said}.",
        };
    }

    Review Write()
    {
        var isLiked = random.Next(2) == 0;
        string[] things = [.. others.OrderBy(_ => random.Next()).Take(2)];
        string[] sentences = [Sentence("film", isLiked), .. things.Select(thing => Sentence(thing, random.Next(2) == 0))];
        random.Shuffle(sentences);
        return new() { Text = string.Join(" ", sentences), Label = isLiked };
    }

    return mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(_ => Write()).ToArray());
}

var (train, test) = (Reviews(2000, seed: 1), Reviews(1000, seed: 2));
foreach (var review in mlContext.Data.CreateEnumerable<Review>(train, reuseRowObject: false).Take(4))
    Console.WriteLine($"{(review.Label ? "liked:    " : "not liked:")} {review.Text}");

// Counting words
double Accuracy(ITransformer model) => mlContext.BinaryClassification.Evaluate(model.Transform(test)).Accuracy;

var trainers = mlContext.BinaryClassification.Trainers;
foreach (var (name, length) in new[] { ("words", 1), ("phrases of up to four words", 4) })
{
    var counts = mlContext.Transforms.Text.FeaturizeText("Features", new TextFeaturizingEstimator.Options
    {
        WordFeatureExtractor = new WordBagEstimator.Options { NgramLength = length },
    }, "Text");
    var linear = counts.Append(trainers.LbfgsLogisticRegression()).Fit(train);
    var mlp = counts.Append(trainers.ActivityRegularizedMlp(hiddenUnits: [32], epochs: 10)).Fit(train);
    Console.WriteLine($"{name}: accuracy {Accuracy(linear):F3} by logistic regression, {Accuracy(mlp):F3} by a network");
}

// Tokens
var tokens = mlContext.Transforms.CustomMapping<Review, Tokens>(RobertaTokens.Map, "RobertaTokens")
    .Append(mlContext.Transforms.Conversion.MapValueToKey("WordKeys", "Words", maximumNumberOfKeys: 255))
    .Append(mlContext.Transforms.CustomMapping<Keys, Numbers>(PaddedNumbers.Map, "PaddedNumbers"));
var tokenized = tokens.Fit(train).Transform(test);
Console.WriteLine(string.Join(" ", tokenized.GetColumn<string[]>("Words").First()));
Console.WriteLine(string.Join(" ", tokenized.GetColumn<float[]>("Features").First()));

// Reading in order
ActivityRegularizedBinaryTrainer Network(Layer[] reader, int epochs = 12, float validation = 0.1f, int seed = 1) =>
    trainers.ActivityRegularizedNetwork(new ActivityRegularizedNetworkOptions
    {
        Layers = [Layer.Embedding(valueCount: 256, units: 16, maskZero: true), .. reader],
        Epochs = epochs, BatchSize = 32, LearningRate = 5e-3f, ValidationFraction = validation, Seed = seed, TorchThreads = 1,
    });

Layer[] Lstm(ActivityRegularizer penalty) =>
    [Layer.Lstm(32, returnSequences: true, activityRegularizer: penalty), Layer.GlobalMaxPooling()];

var plain = tokens.Append(Network(Lstm(null))).Fit(train);
var penalized = tokens.Append(Network(Lstm(ActivityRegularizer.Temporal()))).Fit(train);
Shown.Show(penalized.GetNetwork());

Shown.Show(Figure.SideBySide(null,
    Figures.LossCurve(plain.GetNetwork().History, "No penalty"),
    Figures.LossCurve(penalized.GetNetwork().History, "Temporal penalty")).Resize(1800, 800));

var unordered = tokens.Append(Network([Layer.GlobalAveragePooling(), Layer.Dense(32, Activation.Relu)])).Fit(train);
foreach (var (name, model) in new[] { ("mean of the embeddings", unordered), ("LSTM", plain), ("LSTM, temporal penalty", penalized) })
    Console.WriteLine($"{name,-23} accuracy {Accuracy(model):F3}");

// What the penalty does
ITransformer prepare = tokens.Fit(train);
Read[] Prepared(IDataView reviews) =>
    [.. mlContext.Data.CreateEnumerable<Read>(prepare.Transform(reviews), reuseRowObject: false)];

// [tokens, units]: what the LSTM puts out at each token.
float[][] Outputs(ITransformer model, Read text) =>
    [.. model.GetNetwork().GetActivations(text.Features)[1].Values.Chunk(32).Take(text.Words.Length)];

float[,] Image(float[][] outputs)
{
    var image = new float[32, outputs.Length];
    for (int token = 0; token < outputs.Length; token++)
    {
        for (int unit = 0; unit < 32; unit++)
            image[unit, token] = Math.Abs(outputs[token][unit]);
    }

    return image;
}

var text = Prepared(mlContext.Data.LoadFromEnumerable(new[]
{
    new Review { Text = "The music was great. I expected the film to be awful, but it was lovely. The popcorn was not good." },
})).Single();
Shown.Show(Figures.Images(
    [[Image(Outputs(plain, text)), Image(Outputs(penalized, text))]], [""], ["no penalty", "temporal penalty"]));

double[] Changes(float[][] outputs) =>
    [.. outputs.Skip(1).Zip(outputs, (now, before) => now.Zip(before, (a, b) => Math.Pow(a - b, 2)).Sum())];

string Bar(double[] changes, int at) => new('█', (int)Math.Round(30 * changes[at] / changes.Max()));

var (free, restrained) = (Changes(Outputs(plain, text)), Changes(Outputs(penalized, text)));
Console.WriteLine($"{"",-12}{"no penalty",-32}temporal penalty");
for (int at = 0; at < free.Length; at++)
    Console.WriteLine($"{text.Words[at + 1],-12}{Bar(free, at),-32}{Bar(restrained, at)}");

// For each token, whether its sentence has the film.
bool[] IsFilms(string[] words)
{
    int[] sentences = [.. words.Select((_, at) => words.Take(at).Count(word => word == "."))];
    return [.. sentences.Select(sentence => sentence == sentences[Array.IndexOf(words, "Ġfilm")])];
}

var tested = Prepared(test);
Console.WriteLine($"the film's sentence has {tested.SelectMany(read => IsFilms(read.Words)).Average(isFilms => isFilms ? 1 : 0):F2} of the tokens");
foreach (var (name, model) in new[] { ("no penalty", plain), ("temporal penalty", penalized) })
{
    var square = tested.SelectMany(read => Outputs(model, read)).SelectMany(values => values).Average(value => value * value);
    var changes = tested.SelectMany(read => Changes(Outputs(model, read)).Zip(IsFilms(read.Words).Skip(1))).ToArray();
    var share = changes.Where(change => change.Second).Sum(change => change.First) / changes.Sum(change => change.First);
    Console.WriteLine(
        $"{name,-16} outputs {square:F4}, changes {changes.Average(change => change.First / 32):F4}, {share:F2} of them the film's");
}

// Few texts
double[] Accuracies(ActivityRegularizer penalty) =>
[
    .. Enumerable.Range(1, 10).AsParallel().AsOrdered().Select(draw =>
        Accuracy(tokens.Append(Network(Lstm(penalty), epochs: 40, validation: 0, seed: draw)).Fit(Reviews(200, seed: 100 + draw)))),
];

var (without, with) = (Accuracies(null), Accuracies(ActivityRegularizer.Temporal()));
var lift = with.Zip(without, (a, b) => a - b).ToArray();
var deviation = Math.Sqrt(lift.Sum(value => Math.Pow(value - lift.Average(), 2)) / 9);
var half = 2.262 * deviation / Math.Sqrt(10);    // of the 95 % interval: Student's t for ten values
Console.WriteLine($"no penalty       {without.Average():F3}, from {without.Min():F3} to {without.Max():F3}");
Console.WriteLine($"temporal penalty {with.Average():F3}, from {with.Min():F3} to {with.Max():F3}");
Console.WriteLine($"difference       {lift.Average():F3} ± {half:F3}");

// Save, load, score a sentence
AppDomain.CurrentDomain.AssemblyResolve += (_, asked) =>
    AppDomain.CurrentDomain.GetAssemblies().LastOrDefault(assembly => assembly.FullName == asked.Name);

var path = Path.GetTempFileName();    // yours: "reviews.zip"
mlContext.Model.Save(penalized, train.Schema, path);
var loaded = new MLContext().Model.Load(path, out _);
File.Delete(path);

var engine = mlContext.Model.CreatePredictionEngine<Review, Verdict>(loaded);
foreach (var sentence in new[]
{
    "The film was good.",
    "The film was not good.",
    "I expected the film to be awful, but it was lovely.",
    "The film, which my sister had called lovely, was awful. The popcorn was great.",
    "The popcorn, which my sister had called lovely, was awful. The film was great.",
    "The film was magnificent.",
})
    Console.WriteLine($"{engine.Predict(new Review { Text = sentence }).Probability:F2}  {sentence}");


class Review
{
    public string Text { get; set; }
    public bool Label { get; set; }    // whether the film was liked
}

class Tokens { public string[] Words { get; set; } }

class Keys { [KeyType(255)] public uint[] WordKeys { get; set; } }

class Numbers { [VectorType(PaddedNumbers.Length)] public float[] Features { get; set; } }

[CustomMappingFactoryAttribute("RobertaTokens")]
class RobertaTokens : CustomMappingFactory<Review, Tokens>
{
    static readonly EnglishRobertaTokenizer Tokenizer =
        EnglishRobertaTokenizer.Create(Open("encoder.json"), Open("vocab.bpe"), Open("dict.txt"));

    static Stream Open(string name) =>
        typeof(Microsoft.ML.TorchSharp.TorchSharpCatalog).Assembly.GetManifestResourceStream(name);

    public static void Map(Review from, Tokens to) =>
        to.Words = [.. Tokenizer.EncodeToTokens(from.Text, out _).Select(token => token.Value)];

    public override Action<Review, Tokens> GetMapping() => Map;
}

[CustomMappingFactoryAttribute("PaddedNumbers")]
class PaddedNumbers : CustomMappingFactory<Keys, Numbers>
{
    public const int Length = 40;

    public static void Map(Keys from, Numbers to)
    {
        to.Features = new float[Length];
        for (int i = 0; i < Math.Min(Length, from.WordKeys.Length); i++)
            to.Features[i] = from.WordKeys[i];
    }

    public override Action<Keys, Numbers> GetMapping() => Map;
}

class Read { public string[] Words { get; set; } public float[] Features { get; set; } }

class Verdict { public float Probability { get; set; } }

/// <summary>Shows what a notebook shows by itself: text is written, figures are saved beside this file.</summary>
static class Shown
{
    private static int _figures;

    public static void Show(object value)
    {
        switch (value)
        {
            case Figure figure:
                var path = $"text-{++_figures}.png";
                figure.SavePng(path);
                Console.WriteLine($"{path}: {figure}");
                break;
            case IReadOnlyList<ActReg.MLNet.EpochMetrics> history:
                Show(Figures.LossCurve(history));
                break;
            case ActReg.MLNet.SparsityReport report:
                Show(Figures.Sparsity(report));
                Console.WriteLine(report);
                break;
            case ActReg.MLNet.StudyResult study:
                Console.WriteLine(study);
                foreach (var figure in Figures.Study(study).Take(1))
                    Show(figure.Figure);
                break;
            case IDataView data:
                Console.WriteLine(string.Join(", ", data.Schema.Where(column => !column.IsHidden)));
                break;
            case System.Collections.IEnumerable rows and not string:
                foreach (var row in rows)
                    Console.WriteLine(row);
                break;
            default:
                Console.WriteLine(value);
                break;
        }
    }
}
