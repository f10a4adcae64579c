namespace ActReg.MLNet;

/// <summary>A point of the plane and the class it belongs to.</summary>
internal readonly record struct LabeledPoint(double X, double Y, bool Label);
