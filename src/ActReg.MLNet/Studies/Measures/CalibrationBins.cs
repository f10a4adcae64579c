namespace ActReg.MLNet;

/// <summary>How often predictions of about one confidence are right.</summary>
internal sealed class CalibrationBins
{
    private const int Count = 10;

    private readonly double[] _confidence = new double[Count];
    private readonly double[] _right = new double[Count];
    private long _rows;

    /// <summary>The mean distance of confidence and share of right predictions, over all predictions.</summary>
    public double Error
    {
        get
        {
            double sum = 0;
            for (var bin = 0; bin < Count; bin++)
                sum += Math.Abs(_confidence[bin] - _right[bin]);
            return sum / _rows;
        }
    }

    /// <param name="confidence">The probability of what is predicted, 0 to 1.</param>
    /// <param name="isRight">Whether it came so.</param>
    public void Add(double confidence, bool isRight)
    {
        var bin = Math.Min((int)(confidence * Count), Count - 1);
        _confidence[bin] += confidence;
        _right[bin] += isRight ? 1 : 0;
        _rows++;
    }
}
