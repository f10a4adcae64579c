namespace ActReg.MLNet.Tests;

/// <summary>A step on one batch: what it puts out and loses before its update, its gradients, and all arrays after it.</summary>
internal sealed record GoldenAutoencoderStep(
    float[][] Rows, float[] RowWeights, double[][] Code, double[][] Reconstruction, double DataLoss, double Penalty,
    double AuxiliaryLoss, double Loss, GoldenArray[] Gradients, GoldenArray[] Arrays);
