namespace ActReg.MLNet.Tests;

/// <summary>Smoothed labels against the definition, which is the mean of hard labels' losses by the shares that each label has.</summary>
[TestClass]
public sealed unsafe class SmoothedCrossEntropyTests
{
    [TestMethod]
    [DataRow(1, 2, 0.3f)]
    [DataRow(1, 2, 0.999f)]
    [DataRow(2, 2, 0.3f)]
    [DataRow(5, 5, 0.1f)]
    [DataRow(17, 17, 0.5f)]
    public void Losses_and_gradients_are_means_by_share(int outputs, int classes, float smoothing)
    {
        const int Rows = 12;
        const float Scale = 0.3f;
        var random = new Random(outputs);
        var logits = new GuardedMatrix(Rows, outputs).Fill((_, _) => 4 * Numbers.Next(random));
        float[] labels = [.. Enumerable.Range(0, Rows).Select(row => (float)(row % classes))];
        float[] weights = [.. labels.Select(_ => 3 * random.NextSingle())];
        Loss hard = outputs == 1 ? new BinaryCrossEntropy() : new SoftmaxCrossEntropy(classes);
        var (smoothed, gradient) = Evaluate(hard.WithSmoothing(smoothing), labels);

        double expected = 0;
        var slopes = new double[Rows, outputs];
        for (var label = 0; label < classes; label++)
        {
            for (var row = 0; row < Rows; row++)
            {
                var share = smoothing / (double)classes + (label == (int)labels[row] ? 1 - (double)smoothing : 0);
                var one = new float[Rows];
                Array.Fill(one, label);
                var (sums, oneGradient) = Evaluate(hard, one, row);
                expected += share * sums.Loss;
                for (var i = 0; i < outputs; i++)
                    slopes[row, i] += share * oneGradient[row, i];
            }
        }

        Assert.AreEqual(expected, smoothed.Loss, 1e-5 * Math.Max(1, expected));
        for (var row = 0; row < Rows; row++)
        {
            for (var i = 0; i < outputs; i++)
                Assert.AreEqual(slopes[row, i], gradient[row, i], 1e-6, $"({row}, {i})");
        }

        Assert.AreEqual(Evaluate(hard, labels).Sums.Correct, smoothed.Correct, "what is correct is so by the labels themselves");

        // All rows, or one.
        (LossSums Sums, GuardedMatrix Gradient) Evaluate(Loss loss, float[] targets, int? only = null)
        {
            var gradient = new GuardedMatrix(Rows, outputs);
            float[] counted = [.. weights.Select((weight, row) => only is { } one && one != row ? 0 : weight)];
            LossSums sums;
            fixed (float* start = targets)
                sums = loss.Evaluate(Rows, logits.View, new Matrix(start, 1), counted, gradient.View, Scale);
            GC.KeepAlive(logits);
            gradient.AssertGuardsAreIntact();
            return (sums, gradient);
        }
    }

    [TestMethod]
    public void Without_smoothing_the_loss_is_itself()
    {
        Loss loss = new SoftmaxCrossEntropy(3);
        Assert.AreSame(loss, loss.WithSmoothing(0));
        Loss regression = new RegressionObjective(RegressionLoss.MeanSquaredError);
        Assert.AreSame(regression, regression.WithSmoothing(0.5f));
    }
}
