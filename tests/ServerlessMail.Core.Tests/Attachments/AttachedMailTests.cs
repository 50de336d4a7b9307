using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Tests.Forms;

namespace ServerlessMail.Core.Tests.Attachments;

/// <summary>A file's way from the submission to the mail.</summary>
public class AttachedMailTests
{
    private static readonly Form Form = TestForms.Contact with { Attachments = new FormAttachments(3, 10_000, ["pdf", "png"]) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_files_go_with_the_mail_and_their_names_stand_in_it()
    {
        var service = await Service.OpenAsync(Form);
        var id = await SubmitAsync(service);
        await service.SendAsync([id]);

        var mail = Assert.Single(service.Transport.Calls).Mail;
        Assert.Equal(
            [("cv.pdf", "application/pdf", SampleFiles.Pdf), ("me.png", "image/png", SampleFiles.Png)],
            mail.Attachments.Select(file => (file.Name, file.MediaType, file.Content.ToArray())));
        Assert.Contains("cv: cv.pdf (14 bytes)", mail.Text, StringComparison.Ordinal);
        Assert.Contains("me.png (10 bytes)", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_gone_or_was_changed_keeps_the_mail_back_for_an_operator()
    {
        var service = await Service.OpenAsync(Form);
        var id = await SubmitAsync(service);
        await service.Store.Attachments.PutAsync(id, 0, "%PDF-other"u8.ToArray(), service.Time.GetUtcNow(), Ct);
        await service.SendAsync([id]);

        Assert.Empty(service.Transport.Calls);
        Assert.Equal((MessageStatus.Held, HoldReason.Operator), (service.Message.Status, service.Message.Hold));
        Assert.Equal("Held:attachment-missing", service.Trail[^1]);
    }

    [Fact]
    public async Task Without_a_place_for_files_the_form_is_closed_for_them_and_open_without()
    {
        var service = await Service.OpenAsync(Form);
        service.Store.Attachments.IsThere = false;

        var refused = Assert.IsType<SubmitOutcome.Refused>(await service.Submit.SubmitAsync(Submission(), Ct));
        Assert.Equal((RefusalReason.NoPlaceForFiles, FaultCode.Inactive), (refused.Reason, refused.Faults.Single().Code));
        Assert.IsType<SubmitOutcome.Accepted>(await service.Submit.SubmitAsync(Submission() with { Files = [] }, Ct));
    }

    [Fact]
    public async Task Files_alone_are_a_submission()
    {
        var service = await Service.OpenAsync(Form with { Fields = [] });

        Assert.IsType<SubmitOutcome.Accepted>(await service.Submit.SubmitAsync(Submission() with { Fields = [] }, Ct));
    }

    private static async Task<MessageId> SubmitAsync(Service service) =>
        Assert.IsType<SubmitOutcome.Accepted>(await service.Submit.SubmitAsync(Submission(), Ct)).Id;

    private static Submission Submission() => TestForms.Good() with
    {
        Files = [new PostedFile("cv", "cv.pdf", SampleFiles.Pdf), new PostedFile("photo", "me.png", SampleFiles.Png)],
    };
}
