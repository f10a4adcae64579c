// The code of sparse-codes.ipynb, which a test wrote here: from this folder, dotnet run sparse-codes.cs
#:package ActReg.MLNet@0.1.0
#:package ActReg.MLNet.Plotting@0.1.0
// Until the packages are on nuget.org: where 'dotnet pack -c Release' in the repository's folder puts them.
#:property RestoreAdditionalProjectSources=../artifacts/package/release
#:property PublishAot=false
#:property UseCurrentRuntimeIdentifier=true
#:property Nullable=disable

using ActReg.MLNet;
using ActReg.MLNet.Plotting;
using Microsoft.ML;
using Microsoft.ML.Data;

// The data
var mlContext = new MLContext(seed: 1);
IDataView digits = mlContext.Data.LoadFromTextFile("../tests/data/digits.csv",
    [new("Pixels", DataKind.Single, 0, 63), new("Digit", DataKind.Single, 64)], separatorChar: ',', hasHeader: true);
var prepared = mlContext.Transforms.NormalizeMinMax("Features", "Pixels")
    .Append(mlContext.Transforms.Conversion.MapValueToKey("Label", "Digit")).Fit(digits).Transform(digits);
var split = mlContext.Data.TrainTestSplit(prepared, testFraction: 0.2, seed: 1);
Shown.Show(split.TrainSet);

// Learn a code
var autoencoder = mlContext.Transforms.SparseAutoencoder(new SparseAutoencoderOptions
{
    CodeSize = 256, Sparsity = CodeSparsity.TopK(8), Epochs = 60, ReconstructionColumnName = "Reconstruction",
}).Fit(split.TrainSet);
Shown.Show(autoencoder.History);

Console.WriteLine(AutoencoderReport.Create(autoencoder, split.TestSet));

// What it keeps
float[,] Image(float[] pixels)
{
    var image = new float[8, 8];
    for (int i = 0; i < 64; i++)
        image[i / 8, i % 8] = pixels[i];
    return image;
}

var shown = mlContext.Data.TakeRows(autoencoder.Transform(split.TestSet), 5);
float[][,] Images(string column) => [.. shown.GetColumn<float[]>(column).Select(Image)];
Shown.Show(Figures.Images([Images("Features"), Images("Reconstruction")], ["digit", "from 8 of 256 units"], ["", "", "", "", ""]));

// What a unit stands for
var frequencies = AutoencoderReport.Create(autoencoder, split.TrainSet).Code.ActivationFrequencies;
var dictionary = autoencoder.GetDictionary();
var active = Enumerable.Range(0, autoencoder.CodeSize).OrderByDescending(unit => frequencies[unit]).Take(12).ToArray();
var images = active.Select(unit => Image(dictionary[unit])).Chunk(6).ToArray();
Shown.Show(Figures.Images(images, ["", ""], ["", "", "", "", "", ""]));

// Few labels
var coded = autoencoder.Transform(prepared);
var again = mlContext.Data.TrainTestSplit(coded, testFraction: 0.2, seed: 1);

double Accuracy(string column, int seed)
{
    var shuffled = mlContext.Data.ShuffleRows(again.TrainSet, seed, shufflePoolSize: 2000);
    var model = mlContext.MulticlassClassification.Trainers.LbfgsMaximumEntropy(featureColumnName: column)
        .Fit(mlContext.Data.TakeRows(shuffled, 100));
    return mlContext.MulticlassClassification.Evaluate(model.Transform(again.TestSet)).MicroAccuracy;
}

var pixels = Enumerable.Range(1, 10).Select(seed => Accuracy("Features", seed)).ToArray();
var codes = Enumerable.Range(1, 10).Select(seed => Accuracy("Code", seed)).ToArray();
var differences = codes.Zip(pixels, (code, pixel) => code - pixel).ToArray();
var deviation = Math.Sqrt(differences.Sum(d => Math.Pow(d - differences.Average(), 2)) / 9);
var half = 2.262 * deviation / Math.Sqrt(10);    // of the 95 % interval: Student's t for ten values
Shown.Show($"pixels {pixels.Average():F3}, codes {codes.Average():F3}; difference {differences.Average():F3} ± {half:F3}");


/// <summary>Shows what a notebook shows by itself: text is written, figures are saved beside this file.</summary>
static class Shown
{
    private static int _figures;

    public static void Show(object value)
    {
        switch (value)
        {
            case Figure figure:
                var path = $"sparse-codes-{++_figures}.png";
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
