using System.Globalization;
using System.Text.RegularExpressions;

namespace ActReg.MLNet.Interchange;

/// <summary>What a penalty on outputs is divided by in which Keras: docs/activity-regularization.md, "Which normalization is which Keras".</summary>
/// <remarks>
/// keras/src/layers/layer.py: divided by the batch's rows from 3.14.0 on, not in 3.0.0 to 3.13.x. Files of tf.keras say <c>2.2.4-tf</c> and the like, or 2.4.0 and later, from which on Keras and tf.keras are one.
/// </remarks>
internal static partial class KerasVersion
{
    /// <returns><see langword="null"/> where the version does not tell.</returns>
    public static ActivityReduction? Reduction(string? version)
    {
        if (version == null || Parts().Match(version) is not { Success: true } match
            || !int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var major) || !int.TryParse(match.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var minor))
            return null;
        var isMean = major switch
        {
            < 2 => false,
            2 => minor >= 4 || version.Contains("-tf", StringComparison.Ordinal),
            3 => minor >= 14,
            _ => true,
        };
        return isMean ? ActivityReduction.BatchMean : ActivityReduction.BatchSum;
    }

    [GeneratedRegex(@"^(\d{1,4})\.(\d{1,4})")]
    private static partial Regex Parts();
}
