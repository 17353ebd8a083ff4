import { describe, expect, it } from 'vitest';
import { parseCheckpoint, rootIn, signCheckpoint, verifyCheckpoint } from './checkpoint.ts';
import { faultOf, parseNote, signNote } from './note.ts';
import { generateNoteKey, keyPairOf, openSigner, openVerifier } from './noteKey.ts';
import { suites } from './suites.ts';

const NAME = '990101.jiefen/ledger';
const keys = keyPairOf(NAME, Buffer.alloc(32, 7));
const signer = openSigner(keys.signerKey);
const verifier = openVerifier(keys.verifierKey);
const root = suites.sha256.leaf(Buffer.from('one'));
const checkpoint = { origin: NAME, size: 1, root };

describe('signed notes', () => {
  it('the published example of golang.org/x/mod/sumdb/note is signed and verified alike', () => {
    const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const line = '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
    const note = signNote(text, [openSigner('PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz')]);
    expect(note).toBe(`${text}\n${line}`);
    expect(
      faultOf(parseNote(note)!, openVerifier('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')),
    ).toBeNull();
  });

  it('keys come back from their text forms; a key whose hash or name was changed is refused', () => {
    const fresh = generateNoteKey(NAME);
    expect(fresh.verifierKey).not.toBe(generateNoteKey(NAME).verifierKey);
    expect(openSigner(fresh.signerKey).keyId).toEqual(openVerifier(fresh.verifierKey).keyId);
    for (const bad of [
      fresh.verifierKey.replace('jiefen', 'jiefem'),
      fresh.verifierKey.slice(0, -4),
      fresh.signerKey,
      '',
      'a+b+c',
    ]) {
      expect(() => openVerifier(bad), bad).toThrow(RangeError);
    }
    for (const bad of [fresh.signerKey.replace('jiefen', 'jiefem'), fresh.verifierKey, ''])
      expect(() => openSigner(bad)).toThrow(RangeError);
    for (const name of ['', 'a b', 'a+b', 'a\nb']) expect(() => generateNoteKey(name)).toThrow(RangeError);
  });
});

describe('checkpoints', () => {
  it('what is signed reads back and verifies, with and without the SM3 root', () => {
    const note = signCheckpoint(checkpoint, signer);
    expect(note.split('\n').slice(0, 4)).toEqual([NAME, '1', root.toString('base64'), '']);
    expect(verifyCheckpoint(note, verifier)).toEqual({ ok: true, checkpoint });
    const sm3Root = suites.sm3.leaf(Buffer.from('one'));
    const both = parseCheckpoint(signCheckpoint({ ...checkpoint, sm3Root }, signer))!;
    expect([rootIn('sha256', both), rootIn('sm3', both), rootIn('sm3', checkpoint)]).toEqual([root, sm3Root, null]);
  });

  it('every single byte changed is found', () => {
    const note = Buffer.from(signCheckpoint({ ...checkpoint, sm3Root: root }, signer));
    for (let at = 0; at < note.length; at++) {
      for (const mask of [1, 0x20, 0x80]) {
        const harmed = Buffer.from(note);
        harmed[at]! ^= mask;
        expect(verifyCheckpoint(harmed.toString('utf8'), verifier).ok, `byte ${at}`).toBe(false);
      }
    }
    for (let length = 0; length < note.length; length++) {
      expect(verifyCheckpoint(note.subarray(0, length).toString('utf8'), verifier).ok, `cut at ${length}`).toBe(false);
    }
  });

  it('a strange signature beside ours is passed over; alone, or under our key id, it is refused', () => {
    const stranger = openSigner(generateNoteKey(NAME).signerKey);
    expect(verifyCheckpoint(signCheckpoint(checkpoint, stranger, signer), verifier).ok).toBe(true);
    expect(verifyCheckpoint(signCheckpoint(checkpoint, stranger), verifier)).toMatchObject({ ok: false, fault: 'unknownKey' });
    const forged = { ...stranger, keyId: signer.keyId };
    expect(verifyCheckpoint(signCheckpoint(checkpoint, forged), verifier)).toMatchObject({ ok: false, fault: 'badSignature' });
    expect(verifyCheckpoint(signCheckpoint(checkpoint, signer, forged), verifier)).toMatchObject({
      ok: false,
      fault: 'badSignature',
    });
  });

  it('well signed but ill formed bodies are no checkpoints', () => {
    const hash = root.toString('base64');
    const bodies = [
      `${NAME}\n01\n${hash}\n`,
      `${NAME}\n-1\n${hash}\n`,
      `${NAME}\n1\n${hash.slice(4)}\n`,
      `\n1\n${hash}\n`,
      `${NAME}\n1\n`,
    ];
    for (const body of [
      ...bodies,
      `${NAME}\n1\n${hash}\n\nlate\n`,
      `${NAME}\n1\n${hash}\nsm3 x\n`,
      `${NAME}\n9007199254740993\n${hash}\n`,
    ]) {
      expect(verifyCheckpoint(signNote(body, [signer]), verifier), body).toMatchObject({ ok: false, fault: 'malformed' });
    }
    expect(() => signCheckpoint({ ...checkpoint, size: -1 }, signer)).toThrow(RangeError);
    expect(() => signCheckpoint({ ...checkpoint, origin: 'a\nb' }, signer)).toThrow(RangeError);
  });
});
