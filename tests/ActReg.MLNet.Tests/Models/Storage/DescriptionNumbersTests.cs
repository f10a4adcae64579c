using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests;

/// <summary>Every number of a stored description is finite, and obeys the rule that the public API has for it.</summary>
[TestClass]
public sealed class DescriptionNumbersTests
{
    /// <summary>What may be below 0.</summary>
    private static readonly string[] Signed = ["seed", "mean", "maskValue", "targetShape"];

    public static IEnumerable<object[]> Networks => StoredNetworks.All.Index().Select(network => new object[] { network.Index });

    /// <summary>A JSON number may be larger than a float, or an int: it is read as infinity, or not at all.</summary>
    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void No_number_is_infinite(int index)
    {
        var content = Content(index);
        foreach (var (name, range) in Numbers(StoredContent.Description(content)))
        {
            foreach (var number in new[] { "1e999", "-1e999", "\"NaN\"", "\"Infinity\"" })
                Refused(content, range, number, name);
        }
    }

    /// <summary>None of the public API's either, but for seeds, means, what is masked and a dimension that others leave.</summary>
    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void No_other_number_is_negative(int index)
    {
        var content = Content(index);
        foreach (var (name, range) in Numbers(StoredContent.Description(content)))
        {
            if (!Signed.Contains(name))
                Refused(content, range, "-1", name);
        }
    }

    /// <summary>One row for each rule that a kind has: what is wrong in a file is wrong where a user writes it, in the same words.</summary>
    public static IEnumerable<object[]> Rules =>
    [
        Case(0, "\"target\":0.1", "\"target\":1", () => ActivityRegularizer.KullbackLeibler(1)),
        Case(0, "\"negativeSlope\":0.1", "\"negativeSlope\":-0.1", () => Activation.LeakyRelu(-0.1f)),
        Case(0, "\"alpha\":0.5", "\"alpha\":-2", () => Activation.Elu(-2)),
        Case(0, "\"rate\":0.5", "\"rate\":1", () => Layer.Dropout(1)),
        Case(0, "\"momentum\":0.9", "\"momentum\":1.5", () => Layer.BatchNorm(1.5f)),
        Case(0, "\"epsilon\":0.001", "\"epsilon\":0", () => Layer.BatchNorm(epsilon: 0)),
        Case(0, "\"beta1\":0.9", "\"beta1\":1", () => Optimizer.Adam(1)),
        Case(0, "\"epsilon\":1E-07", "\"epsilon\":1e-60", () => Optimizer.Adam(epsilon: 1e-60)),
        Case(0, "\"weightDecay\":0.01", "\"weightDecay\":-0.5", () => Optimizer.AdamW(-0.5)),
        Case(0, "\"patience\":10", "\"patience\":0", () => LearningRateSchedule.ReduceOnPlateau(patience: 0)),
        Case(0, "\"minFactor\":0.1", "\"minFactor\":1", () => LearningRateSchedule.ReduceOnPlateau(minFactor: 1)),
        Case(0, "\"limit\":2", "\"limit\":0", () => GradientClipping.ByNorm(0)),
        Case(0, "\"startEpoch\":1", "\"startEpoch\":0", () => _ = new EarlyStopping(startEpoch: 0)),
        Case(0, "\"delta\":2", "\"delta\":0", () => RegressionLoss.Huber(0)),
        Case(0, "\"count\":2", "\"count\":1", () => SeriesWindow.Of(count: 1)),
        Case(0, "\"step\":3", "\"step\":0", () => SeriesWindow.Of(step: 0)),
        Case(0, "\"l2Strength\":0.02", "\"l2Strength\":-1", () => ActivityRegularizer.L1L2(0, -1)),
        Case(1, "\"groups\":2", "\"groups\":3", () => Layer.Conv2D(4, 3, groups: 3)),
        Case(1, "\"poolSize\":{\"height\":2,\"width\":3}", "\"poolSize\":{\"height\":2,\"width\":0}", () => Layer.MaxPooling2D((2, 0))),
        Case(1, "\"momentum\":0.9,\"nesterov\"", "\"momentum\":1,\"nesterov\"", () => Optimizer.Sgd(1)),
        Case(1, "\"warmUpFraction\":0.3", "\"warmUpFraction\":1", () => LearningRateSchedule.OneCycle(1)),
        Case(1, "\"finalDivisor\":10000", "\"finalDivisor\":0.5", () => LearningRateSchedule.OneCycle(finalDivisor: 0.5)),
        Case(1, "\"zeroFraction\":0.5", "\"zeroFraction\":1", () => ActivityPenaltySchedule.TargetSparsity(1)),
        Case(1, "\"weights\":[1,2]", "\"weights\":[0,0]", () => ClassWeights.Of(0, 0)),
        Case(2, "\"activationStrength\":0.1", "\"activationStrength\":-1", () => ActivityRegularizer.Temporal(-1)),
        Case(2, "\"rho\":0.9", "\"rho\":1", () => Optimizer.RmsProp(1)),
        Case(7, "\"decayRate\":0.5", "\"decayRate\":0", () => LearningRateSchedule.Exponential(0)),
        Case(7, "\"decayEpochs\":2", "\"decayEpochs\":0", () => LearningRateSchedule.Exponential(1, 0)),
        Case(3, "\"valueCount\":7", "\"valueCount\":0", () => Layer.Embedding(0, 1)),
        Case(4, "\"maskValue\":-0.5", "\"maskValue\":1e999", () => Layer.Masking(float.PositiveInfinity)),
        Case(5, "\"k\":4", "\"k\":0", () => Layer.TopK(0)),
        Case(5, "\"k\":3", "\"k\":-1", () => Layer.BatchTopK(-1)),
        Case(6, "\"valueCount\":4", "\"valueCount\":1", () => Layer.Embedding(1, 1, maskZero: true)),
        Case(8, "\"targetShape\":[1,2,-1]", "\"targetShape\":[1,0,-1]", () => Layer.Reshape(1, 0, -1)),
        Case(8, "\"targetShape\":[1,2,-1]", "\"targetShape\":[-1,2,-1]", () => Layer.Reshape(-1, 2, -1)),
        Case(8, "\"targetShape\":[1,2,-1]", "\"targetShape\":[]", () => Layer.Reshape()),
        Case(8, "\"kernelSize\":{\"height\":2,\"width\":3}", "\"kernelSize\":{\"height\":2,\"width\":0}", () => Layer.Conv2DTranspose(2, (2, 0))),
        Case(8, "\"size\":{\"height\":2,\"width\":1}", "\"size\":{\"height\":0,\"width\":1}", () => Layer.UpSampling2D((0, 1))),
        Case(9, "\"size\":2", "\"size\":0", () => Layer.UpSampling1D(0)),
        Case(9, "\"n\":3", "\"n\":0", () => Layer.RepeatVector(0)),
        Case(10, "\"k\":2", "\"k\":0", () => CodeSparsity.BatchTopK(0)),
        Case(10, "\"deadAfterRows\":10000", "\"deadAfterRows\":0", () => CodeSparsity.BatchTopK(1, deadAfterRows: 0)),
        Case(11, "\"targetL0\":2.5", "\"targetL0\":0", () => CodeSparsity.JumpRelu(0)),
        Case(11, "\"bandwidth\":0.1", "\"bandwidth\":-1", () => CodeSparsity.JumpRelu(1, bandwidth: -1)),
        Case(12, "\"k\":5", "\"k\":-5", () => CodeSparsity.TopK(-5)),
        Case(13, "\"l1Strength\":0.125", "\"l1Strength\":-1", () => CodeSparsity.L1(-1)),
        Case(15, "\"members\":3", "\"members\":1", () => Layer.BatchEnsemble(1)),
        Case(3, "\"finalFactor\":0.1", "\"finalFactor\":1", () => LearningRateSchedule.Cosine(1)),
        Case(3, "\"warmUpEpochs\":1", "\"warmUpEpochs\":-1", () => LearningRateSchedule.Cosine(0, -1)),
    ];

    [TestMethod]
    [DynamicData(nameof(Rules))]
    public void The_rule_is_the_public_one(int index, string old, string replacement, Action useApi)
    {
        var expected = Assert.Throws<ArgumentException>(useApi).Message;
        Assert.AreEqual($"The stored network's description cannot be read: {expected}", Refused(index, old, replacement));
    }

    [TestMethod]
    [DataRow(0, "\"mean\":3", "\"mean\":1e999", "labelScale.mean must be finite; received Infinity.")]
    [DataRow(0, "\"mean\":3", "\"mean\":-1e39", "labelScale.mean must be finite; received -Infinity.")]
    [DataRow(0, "\"deviation\":2", "\"deviation\":1e999", "labelScale.deviation must be finite and greater than 0; received Infinity.")]
    [DataRow(0, "\"deviation\":2", "\"deviation\":0", "labelScale.deviation must be finite and greater than 0; received 0.")]
    [DataRow(0, "\"deviation\":2", "\"deviation\":-2", "labelScale.deviation must be finite and greater than 0; received -2.")]
    [DataRow(0, "\"learningRate\":0.01", "\"learningRate\":1e999", "learningRate must be finite and greater than 0; received Infinity.")]
    [DataRow(0, "\"validationFraction\":0.25", "\"validationFraction\":1", "validationFraction must be at least 0 and below 1; received 1.")]
    [DataRow(0, "\"batchSize\":8", "\"batchSize\":0", "batchSize must be at least 1; received 0.")]
    [DataRow(0, "\"epochs\":2,\"labelScale\"", "\"epochs\":4,\"labelScale\"", "epochs must be at most 3, as settings.epochs; received 4.")]
    [DataRow(0, "\"inputSize\":6", "\"inputSize\":2147483647", "inputShape must have at most 2147480576 values; received [2147483647].")]
    [DataRow(1, "\"inputShape\":[2,8,7]", "\"inputShape\":[2,8,8]", "inputShape must have 112 values; received [2, 8, 8].")]
    [DataRow(1, "\"inputShape\":[2,8,7]", "\"inputShape\":[2,2147483647,2147483647]",
        "inputShape must have at most 2147480576 values; received [2, 2147483647, 2147483647].")]
    [DataRow(3, "\"epochs\":2}", "\"epochs\":2,\"labelScale\":{\"mean\":3,\"deviation\":2}}",
        "labelScale must be left out in classification; received LabelScale { Mean = 3, Deviation = 2 }.")]
    public void The_rest_has_rules_too(int index, string old, string replacement, string rule) =>
        Assert.AreEqual($"The stored network's description is wrong: {rule}", Refused(index, old, replacement));

    /// <summary>Each of the numbers is finite, and their products are not: that is arithmetic, which a score may show.</summary>
    [TestMethod]
    public void Weights_and_scales_so_large_that_scores_overflow_are_read()
    {
        var layers = new Layer[] { Layer.Dense(2), Layer.Dense(1) };
        var network = Tests.Networks.Of(1, layers, [3e38f, 3e38f], [0, 0], [3e38f, 3e38f], [0]) with
        {
            LabelScales = new LabelScale(-3e38f, 3e38f),
            Settings = Trainings.Settings() with { RegressionLoss = RegressionLoss.MeanSquaredError },
        };
        var read = NetworkFile.Read(new MemoryStream(StoredNetworks.Store(network)));
        var scorer = new NetworkScorer(read).CreateRowScorer();
        Assert.AreEqual(float.PositiveInfinity, scorer.Scalar(new(1, [1f])));
        Assert.AreEqual(-3e38f, scorer.Scalar(new(1, [0f])));
    }

    private static object[] Case(int index, string old, string replacement, Action useApi) => [index, old, replacement, useApi];

    private static byte[] Content(int index) => StoredContent.Of(StoredNetworks.Store(StoredNetworks.All[index]));

    /// <summary>All numbers of a description, each with the name of what it is the value of.</summary>
    private static List<(string Name, Range Range)> Numbers(string description)
    {
        var numbers = new List<(string, Range)>();
        var reader = new Utf8JsonReader(Encoding.ASCII.GetBytes(description));
        var name = "";
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
                name = reader.GetString()!;
            if (reader.TokenType == JsonTokenType.Number)
                numbers.Add((name, (int)reader.TokenStartIndex..(int)reader.BytesConsumed));
        }

        return numbers;
    }

    private static string Refused(int index, string old, string replacement)
    {
        var content = Content(index);
        var description = StoredContent.Description(content);
        Assert.Contains(old, description);
        var start = description.IndexOf(old, StringComparison.Ordinal);
        return Refused(content, start..(start + old.Length), replacement, old);
    }

    private static string Refused(byte[] content, Range range, string replacement, string what)
    {
        var description = StoredContent.Description(content);
        var changed = description[..range.Start] + replacement + description[range.End..];
        var stored = StoredContent.Seal(StoredContent.WithDescription(content, changed), NetworkFile.CurrentVersion);
        var error = Assert.ThrowsExactly<FormatException>(() => NetworkFile.Read(new MemoryStream(stored)), $"{what}: {replacement}");
        Assert.MatchesRegex(new Regex("^The stored network's description (cannot be read: |is wrong: |is incomplete[.])"), error.Message, what);
        Assert.IsNull(error.InnerException);
        return error.Message;
    }
}
