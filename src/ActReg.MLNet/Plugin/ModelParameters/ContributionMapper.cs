using Microsoft.ML.Data;
using Microsoft.ML.Numeric;

namespace ActReg.MLNet;

/// <summary>What ML.NET's transform for contributions of features asks a model for.</summary>
internal static class ContributionMapper
{
    /// <param name="model">The model.</param>
    /// <param name="top">How many of the largest positive contributions are kept.</param>
    /// <param name="bottom">How many of the largest negative ones.</param>
    /// <param name="normalize">Whether they are divided by the largest size among them.</param>
    /// <returns>For one thread at a time. Of a row that cannot be scored, contributions are NaN.</returns>
    public static ValueMapper<TSource, VBuffer<float>> Create<TSource>(IExplainedModel model, int top, int bottom, bool normalize)
    {
        var explainer = new RowExplainer(model, ContributionSettings.Default);
        var row = new float[model.FeatureCount];
        ValueMapper<VBuffer<float>, VBuffer<float>> map = (in VBuffer<float> features, ref VBuffer<float> contributions) =>
        {
            FeatureColumn.CheckLength(features, row.Length, DefaultColumnNames.Features);
            features.CopyTo(row);
            var editor = VBufferEditor.Create(ref contributions, row.Length);
            if (!model.CanRead(row))
            {
                editor.Values.Fill(float.NaN);
                contributions = editor.Commit();
                return;
            }

            var values = explainer.Explain(0, row, output: 0).Values;
            for (var i = 0; i < row.Length; i++)
                editor.Values[i] = values[i];
            contributions = editor.Commit();
            VectorUtils.SparsifyNormalize(ref contributions, top, bottom, normalize);
        };
        return (ValueMapper<TSource, VBuffer<float>>)(Delegate)map;
    }
}
