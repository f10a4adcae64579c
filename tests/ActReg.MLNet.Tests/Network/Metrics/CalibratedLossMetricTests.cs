using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>Against closed forms: where all margins are the same, the best temperature makes their probability the share that is told right, so that the loss is its entropy.</summary>
[TestClass]
public sealed class CalibratedLossMetricTests
{
    [TestMethod]
    [DataRow(2f)]
    [DataRow(0.8f)]
    [DataRow(4f)]
    public void Of_two_classes_it_is_the_entropy_of_the_share_told_right(float margin)
    {
        float[] labels = [1, 1, 0, 0];
        float[] scores = [margin, margin, -margin, margin];
        Assert.AreEqual(Entropy(0.75), Loss(scores, labels), 1e-7);
    }

    [TestMethod]
    public void Of_several_classes_too()
    {
        // One class has a logit of 3 more than the two others, and three times of four it is the right one.
        var (own, other) = ((float)(Math.Exp(3) / (Math.Exp(3) + 2)), (float)(1 / (Math.Exp(3) + 2)));
        float[] scores = [own, other, other, other, own, other, other, other, own, own, other, other];
        Assert.AreEqual(Entropy(0.75) + 0.25 * Math.Log(2), Loss(scores, [0, 1, 2, 1]), 1e-6);
    }

    [TestMethod]
    public void Rows_count_by_their_weights() =>
        Assert.AreEqual(
            Loss([2, 2, -2, 2], [1, 1, 0, 0]), TrainingMetric.ValidationCalibratedLoss.Compute([2, -2, 2], [1, 0, 0], [2, 1, 1]), 1e-9);

    [TestMethod]
    public void Where_all_is_told_right_the_temperature_ends_at_its_bound() =>
        Assert.AreEqual(Math.Log(1 + Math.Exp(-4.5)), Loss([1, -1], [1, 0]), 1e-9);

    [TestMethod]
    public void It_is_no_more_than_the_loss_as_it_is_and_does_not_change_with_the_logits_scale() =>
        Gen.Select(Gen.Float[-3, 3].Array[8], Gen.Int[0, 1].Array[8]).Sample((scores, classes) =>
        {
            float[] labels = Array.ConvertAll(classes, label => (float)label);
            var asItIs = scores.Zip(labels, (score, label) => Math.Log(1 + Math.Exp(label == 1 ? -score : score))).Average();
            Assert.IsLessThanOrEqualTo(asItIs + 1e-9, Loss(scores, labels));
        }, threads: 1);

    [TestMethod]
    public void Tiny_probabilities_are_finite() => Assert.IsTrue(double.IsFinite(Loss([1, 0, 1, 0], [1, 0])));

    private static double Loss(float[] scores, float[] labels) =>
        TrainingMetric.ValidationCalibratedLoss.Compute(scores, labels, [.. Enumerable.Repeat(1f, labels.Length)]);

    private static double Entropy(double share) => -share * Math.Log(share) - (1 - share) * Math.Log(1 - share);
}
