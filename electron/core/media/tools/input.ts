import { isAbsolute, resolve } from 'node:path'

/**
 * The demuxers that may open what a person hands us. Everything that carries pictures or sound itself is in; what is not:
 * lists that open other files (hls, dash, concat, imf, sdp, webm_dash_manifest, ffmetadata, scripts of avisynth and
 * vapoursynth), still pictures and numbered picture rows, text (tty, subtitles), devices and the network.
 * ffmpeg compares names only, so names that a build lacks do no harm.
 */
const allowedFormats = [
  // cameras, phones, screen recorders, the web
  'mov,matroska,avi,mpegts,mpegtsraw,mpeg,mpegvideo,asf,asf_o,flv,live_flv,kux,rm,mxf,mxg,gxf,ogg,ivf,wtv,dhav,nut,nuv',
  'dv,h261,h263,h264,hevc,vvc,evc,m4v,vc1,vc1test,obu,av1,avs2,avs3,cavsvideo,dirac,dnxhd,mjpeg,mjpeg_2000,mpjpeg',
  'yuv4mpegpipe,gif,apng,r3d,ingenient,ipu,iec61883,lmlm4,mgsts,ty,pmp,psxstr,rcwt,frm,ifv,ivr,ipmovie,msnwctcp,mods',
  // sound
  'wav,w64,aiff,caf,mp3,aac,amr,amrnb,amrwb,flac,ac3,eac3,ac4,dts,dtshd,mlp,truehd,spdif,s337m,au,oma,aa,aax,ape,tta,tak',
  'wv,mpc,mpc8,shn,ast,aptx,aptx_hd,codec2,codec2raw,dfpwm,dsf,iff,g722,g723_1,g726,g726le,g729,gsm,ilbc,loas,sbc',
  'msbc,sln,sox,voc,wve,xwma,ircam,nistsphere,pvf,rso,avr,daud,osq,qoa,bit,lc3,iamf,laf,act,adp,epaf,htk,mmf,nsp,hcom',
  // old and rare, but pictures or sound all the same
  '4xm,3dostr,aea,afc,aix,alp,anm,apc,apm,argo_asf,argo_brp,argo_cvg,avs,bethsoftvid,bfi,bfstm,bink,binka,bmv,boa,brstm,c93',
  'cdg,cdxl,cine,derf,dfa,dsicin,dss,dxa,ea,ea_cdata,film_cpk,filmstrip,flic,fsb,fwse,genh,hca,hnm,idcin,idf,iss,iv8,jv,kvag',
  'lvf,lxf,mca,mcc,mlv,mm,moflex,msf,mtaf,mtv,musx,mv,mvi,nc,nsv,paf,pva,qcp,redspark,rl2,roq,rpl,rsd,sdr2,sds,sdx,ser,sga,siff',
  'simbiosis_imx,smjpeg,smk,smush,sol,svag,svs,thp,tiertexseq,tmv,txd,vag,vivo,vmd,vpk,vqf,wady,wavarc,wc3movie,wsaud,wsd,wsvqa,xa',
  'xmd,xmv,xvag,yop,adf,ace,acm,adx,ads,usm,pdv',
].join(',')

/** 8192 × 8192, above any camera's frame (8K is half of it); a forged header may not make ffmpeg take gigabytes for one frame. */
const maxPixels = 2 ** 26

export interface InputOptions {
  /** Start reading here, ms on the file's own clock counted from its start. Exact for decoding, a keyframe for copying. */
  readonly seekMs?: number
  /** More per-input options, placed before `-i`. */
  readonly before?: readonly string[]
}

/** `file:` before an absolute path: the only spelling in which no file name means anything else (`-x`, `concat:`, `C:`). */
export function fileUrl(file: string): string {
  return `file:${isAbsolute(file) ? file : resolve(file)}`
}

/** The options that must stand before an untrusted file in ffmpeg's and ffprobe's arguments, without the file itself. */
export const guardArgs: readonly string[] = [
  '-protocol_whitelist',
  'file',
  '-format_whitelist',
  allowedFormats,
  '-max_pixels',
  String(maxPixels),
]

const lists = new Set<string>()

/** From now on this file is opened as a list of files. Only for lists that were just written here, of files that are known. */
export const trustList = (path: string): void => void lists.add(path)

/** As `guardArgs`, and for a list of our own what opens its files. */
export const guardsOf = (file: string): readonly string[] =>
  lists.has(file)
    ? [
        ...['-protocol_whitelist', 'file', '-format_whitelist', `concat,${allowedFormats}`],
        ...['-max_pixels', String(maxPixels), '-f', 'concat', '-safe', '0'],
      ]
    : guardArgs

/** Before a plain stream of pictures: its first says all, so ffmpeg need not decode many of them to learn what is in it, and then all once more. */
export const takenAtOnce: readonly string[] = [
  ...['-fpsprobesize', '0', '-probesize', '32', '-analyzeduration', '1'],
]

/** Arguments that open `file` for ffmpeg so that it can neither be taken for something else nor open another file. */
export function inputArgs(file: string, options: InputOptions = {}): string[] {
  const seek = options.seekMs === undefined ? [] : ['-ss', (options.seekMs / 1000).toFixed(6)]
  return [...guardsOf(file), ...seek, ...(options.before ?? []), '-i', fileUrl(file)]
}
